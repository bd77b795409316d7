/** Who is asking, and what they may. */
@NullMarked
package io.atelier.tenant;

import org.jspecify.annotations.NullMarked;
