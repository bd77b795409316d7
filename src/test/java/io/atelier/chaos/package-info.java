/**
 * The chaos test: two nodes, their database and a provider one can break, under load, while nodes
 * are killed, stopped and crashed at exact lines, the database restarts, and the provider's line is
 * cut; then a checker that believes nobody but the client's history, the provider's ledger, the
 * rows and the files.
 *
 * <pre>{@code
 * mvn verify -Pchaos -Dchaos.seed=7 -Dchaos.duration=PT20M
 * }</pre>
 *
 * <p>How it is run and read is told in {@code src/docs/chaos.md}.
 */
@NullMarked
package io.atelier.chaos;

import org.jspecify.annotations.NullMarked;
