package io.atelier.event;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it is asked for.
 *
 * @param url whom to tell
 * @param types the types to be told of; null for all
 */
public record WebhookRequest(
    @Schema(required = true, description = "Whom to tell", examples = "https://example.com/hook")
        String url,
    @Schema(description = "The types to be told of; all if absent") @Nullable List<String> types) {}
