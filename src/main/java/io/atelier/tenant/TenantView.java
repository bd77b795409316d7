package io.atelier.tenant;

import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A tenant as operators see it.
 *
 * @param known whether it ever asked for anything, or anything is set for it; any other has the
 *     defaults, and may be a name that was mistyped
 * @param settings what is set for it, by name; what is not in it holds as configured
 * @param effective what holds, by name
 * @param links the addresses of each, and of what else there is of it
 */
@JsonbPropertyOrder({"tenant", "known", "settings", "effective", "links"})
public record TenantView(
    String tenant,
    boolean known,
    @Schema(type = SchemaType.OBJECT) JsonObject settings,
    @Schema(type = SchemaType.OBJECT) JsonObject effective,
    Map<String, URI> links) {}
