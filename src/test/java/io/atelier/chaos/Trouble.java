package io.atelier.chaos;

import java.time.Instant;

/**
 * A disturbance as it happened.
 *
 * @param what in a few words
 * @param until when it was over; a node that ended is started again after that
 */
record Trouble(Disturbance disturbance, String what, Instant from, Instant until) {}
