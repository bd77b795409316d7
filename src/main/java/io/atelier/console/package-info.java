/** What operators see and switch in the server's own console: the MBeans of {@code io.atelier}. */
@NullMarked
package io.atelier.console;

import org.jspecify.annotations.NullMarked;
