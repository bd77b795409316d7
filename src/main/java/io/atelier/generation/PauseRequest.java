package io.atelier.generation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What something is to be paused for, as clients say it.
 *
 * @param reason in that person's words; null if there is nothing to say
 */
public record PauseRequest(@Schema(maxLength = 500) @Nullable String reason) {}
