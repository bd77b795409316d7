/**
 * The in-process provider: media synthesised from the prompt alone, deterministic, free, with no
 * key and no network.
 */
@NullMarked
package io.atelier.provider.procedural;

import org.jspecify.annotations.NullMarked;
