package io.atelier.generation;

import io.atelier.artifact.Artifact;
import org.jspecify.annotations.Nullable;

/**
 * A job of which there is something to tell.
 *
 * @param made what was just saved for it; null if nothing
 */
record Told(GenerationJob job, @Nullable Artifact made) {}
