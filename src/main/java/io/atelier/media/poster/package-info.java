/** Pictures of models: thumbnails drawn without a graphics card. */
@NullMarked
package io.atelier.media.poster;

import org.jspecify.annotations.NullMarked;
