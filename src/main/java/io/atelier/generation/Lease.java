package io.atelier.generation;

import java.time.Instant;

/**
 * The right to work on a job, until it runs out.
 *
 * @param owner the node's own name, different after each start
 */
record Lease(String owner, Instant until) {}
