/** What came back from whoever made it: held against what was asked for, and made to fit. */
@NullMarked
package io.atelier.fitting;

import org.jspecify.annotations.NullMarked;
