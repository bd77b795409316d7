package io.atelier.generation;

import org.jspecify.annotations.Nullable;

/**
 * How admission stands.
 *
 * @param pause null while it is not paused
 */
public record AdmissionState(@Nullable Pause pause) {}
