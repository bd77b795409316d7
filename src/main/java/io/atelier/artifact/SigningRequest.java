package io.atelier.artifact;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How long signed URLs are to live, as clients ask for it.
 *
 * @param expiresInSeconds null for as long as is configured
 */
public record SigningRequest(
    @Schema(minimum = "1", description = "At most as many as are configured")
        @Nullable Integer expiresInSeconds) {}
