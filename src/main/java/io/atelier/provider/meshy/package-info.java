/** Meshy: 3D models from text, by a preview and its refinement, and from images. */
@NullMarked
package io.atelier.provider.meshy;

import org.jspecify.annotations.NullMarked;
