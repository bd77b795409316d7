package io.atelier.generation;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which unsettled jobs are meant; null for any, but something besides the status has to be said.
 *
 * @param provider where they wait or are under way
 * @param status {@code PENDING} or {@code PROCESSING}
 * @param createdAfter those that were accepted then, or later
 * @param createdBefore those that were accepted before
 */
public record LiveFilter(
    @Nullable String tenant,
    @Nullable String run,
    @Nullable String provider,
    @Schema(enumeration = {"video", "sfx", "bgm", "model_3d", "image"}) @Nullable String kind,
    @Schema(enumeration = {"PENDING", "PROCESSING"}) @Nullable String status,
    @Nullable Instant createdAfter,
    @Nullable Instant createdBefore) {}
