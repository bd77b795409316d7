/** Calling an address that others named, safely. */
@NullMarked
package io.atelier.egress;

import org.jspecify.annotations.NullMarked;
