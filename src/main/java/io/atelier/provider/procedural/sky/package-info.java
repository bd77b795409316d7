/** Surroundings: the light that comes from every direction of a place, as environment maps. */
@NullMarked
package io.atelier.provider.procedural.sky;

import org.jspecify.annotations.NullMarked;
