/**
 * What only the pixels of an intact file tell: the probe's second stage, which decodes all of it.
 */
@NullMarked
package io.atelier.media.measure;

import org.jspecify.annotations.NullMarked;
