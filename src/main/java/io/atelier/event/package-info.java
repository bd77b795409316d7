/** What happened: its history, a live stream of it, and webhooks. */
@NullMarked
package io.atelier.event;

import org.jspecify.annotations.NullMarked;
