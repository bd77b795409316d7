/** Saved media: hashed, checked, deduplicated, looked up and served. */
@NullMarked
package io.atelier.artifact;

import org.jspecify.annotations.NullMarked;
