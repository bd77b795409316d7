/** What happens is told to those who watch: whose it is on every line of the log, and as traces. */
@NullMarked
package io.atelier.telemetry;

import org.jspecify.annotations.NullMarked;
