/** Pictures: stills in a game's mood, composed from a prompt or from a picture to be restyled. */
@NullMarked
package io.atelier.provider.procedural.picture;

import org.jspecify.annotations.NullMarked;
