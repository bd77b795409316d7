/** Surfaces: materials that tile without a seam, painted and lit. */
@NullMarked
package io.atelier.provider.procedural.texture;

import org.jspecify.annotations.NullMarked;
