package io.atelier.event;

import io.atelier.tenant.TenantId;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens now.
 *
 * @param data what a client needs to know of it; no secrets. A member {@code uri} is a path of this
 *     installation, shown as an absolute URL
 */
public record NewEvent(
    EventType type,
    TenantId tenant,
    @Nullable String run,
    @Nullable String step,
    @Nullable UUID job,
    JsonObject data) {}
