/** Keeps bytes under keys: the seam behind which a local disk is today, an object store later. */
@NullMarked
package io.atelier.storage;

import org.jspecify.annotations.NullMarked;
