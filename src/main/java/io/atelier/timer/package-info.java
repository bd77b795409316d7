/** What is done again and again goes on, whatever befalls it once. */
@NullMarked
package io.atelier.timer;

import org.jspecify.annotations.NullMarked;
