/**
 * What a prompt says (its words, colours, mood, and the chance its text seeds), and the curves all
 * makers draw with.
 */
@NullMarked
package io.atelier.provider.procedural.prompt;

import org.jspecify.annotations.NullMarked;
