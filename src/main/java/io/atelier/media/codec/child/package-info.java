/**
 * The program that encodes and decodes, in a process of its own: a crash in native code ends it and
 * nothing else.
 *
 * <p>It is started by {@code io.atelier.media.codec} and never loaded by the server, which has none
 * of the libraries that it needs.
 */
@NullMarked
package io.atelier.media.codec.child;

import org.jspecify.annotations.NullMarked;
