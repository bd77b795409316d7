/** What a media file really is, judged by its bytes and never by its name or its sender's word. */
@NullMarked
package io.atelier.media;

import org.jspecify.annotations.NullMarked;
