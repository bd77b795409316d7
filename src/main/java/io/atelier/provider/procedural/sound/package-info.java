/** Sounds: a small synthesiser, and the cues of game interactions played on it. */
@NullMarked
package io.atelier.provider.procedural.sound;

import org.jspecify.annotations.NullMarked;
