/** Video: scenes of layers that move and end as they began, and camera moves over a picture. */
@NullMarked
package io.atelier.provider.procedural.video;

import org.jspecify.annotations.NullMarked;
