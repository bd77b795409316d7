package io.atelier.artifact;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How long signed URLs are to live, as clients ask for it.
 *
 * @param expiresInSeconds null for as long as is configured
 */
public record SigningRequest(
    @Schema(
            minimum = "2",
            description =
                "At most as many as are configured, a week's unless they were. The URL lives that long"
                    + " and up to half as long again: whoever asks again soon gets the same one")
        @Nullable Integer expiresInSeconds) {}
