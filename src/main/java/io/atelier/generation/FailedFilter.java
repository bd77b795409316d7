package io.atelier.generation;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which failed jobs are meant; null for any, but something besides the status has to be said.
 *
 * @param provider where they waited or were begun last
 * @param status {@code FAILED} or {@code TIMED_OUT}
 * @param settledAfter those that ended then, or later
 * @param settledBefore those that ended before
 */
public record FailedFilter(
    @Nullable String tenant,
    @Nullable String run,
    @Nullable String provider,
    @Schema(enumeration = {"video", "sfx", "bgm", "model_3d", "image"}) @Nullable String kind,
    @Schema(enumeration = {"FAILED", "TIMED_OUT"}) @Nullable String status,
    @Nullable String errorCode,
    @Nullable Instant settledAfter,
    @Nullable Instant settledBefore) {}
