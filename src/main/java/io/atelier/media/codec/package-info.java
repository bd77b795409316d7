/**
 * Encodes and decodes video and audio, in child processes: no file and no fault of native code can
 * take the server down.
 */
@NullMarked
package io.atelier.media.codec;

import org.jspecify.annotations.NullMarked;
