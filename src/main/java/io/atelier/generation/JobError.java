package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Why a job did not complete, as its JSON says it.
 *
 * @param code an {@link io.atelier.problem.ErrorCode} name
 * @param provider who failed last, or null
 * @param retryable whether a new job may succeed
 */
@JsonbPropertyOrder({"code", "message", "provider", "retryable"})
public record JobError(String code, String message, @Nullable String provider, boolean retryable) {}
