/**
 * Ears for tests: simple features of a sound, and a classifier that has never seen a synthesiser.
 */
@NullMarked
package io.atelier.provider.procedural.hearing;

import org.jspecify.annotations.NullMarked;
