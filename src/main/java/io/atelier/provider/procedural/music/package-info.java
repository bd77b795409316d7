/** Music: a composer, a band for each style, and the desk that mixes them into a loop. */
@NullMarked
package io.atelier.provider.procedural.music;

import org.jspecify.annotations.NullMarked;
