/** What the design promises in numbers, measured beside peers on the same machine. */
@NullMarked
package io.atelier.bench;

import org.jspecify.annotations.NullMarked;
