/** The application as a whole: what is started, on which database, by which clock. */
@NullMarked
package io.atelier;

import org.jspecify.annotations.NullMarked;
