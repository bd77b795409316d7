/** The provider seam: what may be asked of whoever makes media, and how they answer. */
@NullMarked
package io.atelier.provider;

import org.jspecify.annotations.NullMarked;
