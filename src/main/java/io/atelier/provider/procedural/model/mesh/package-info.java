/** Triangles: the solids that models are put together from, and the GLB files they end in. */
@NullMarked
package io.atelier.provider.procedural.model.mesh;

import org.jspecify.annotations.NullMarked;
