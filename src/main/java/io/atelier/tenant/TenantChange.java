package io.atelier.tenant;

import jakarta.json.JsonObject;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * All that is to be set for a tenant, as clients ask for it.
 *
 * @param settings documents by name, in the form of their own addresses; what is left out goes back
 *     to the configuration
 */
public record TenantChange(
    @Schema(type = SchemaType.OBJECT, required = true) JsonObject settings) {}
