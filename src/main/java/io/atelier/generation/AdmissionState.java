package io.atelier.generation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How admission stands.
 *
 * @param pause null while it is not paused
 */
@Schema(name = "AdmissionState")
public record AdmissionState(@Nullable Pause pause) {}
