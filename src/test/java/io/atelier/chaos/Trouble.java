package io.atelier.chaos;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A disturbance as it happened.
 *
 * @param what in a few words
 * @param node whose trouble it is; null where it is everybody's
 * @param until when it was over; a node that ended is started again after that
 */
record Trouble(
    Disturbance disturbance, String what, @Nullable String node, Instant from, Instant until) {}
