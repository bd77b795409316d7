/**
 * A provider one can break: a server in a process of its own that makes, charges and keeps books as
 * a paid provider does, and fails on request in every way we know of; and the product's side of it.
 *
 * <p>A test runs it as a {@link io.atelier.breakable.BreakableProcess}; by hand it is
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp target/test-classes:target/classes:$(cat target/classpath) \
 *     io.atelier.breakable.BreakableServer 9090 target/breakable
 * }</pre>
 *
 * <p>The product speaks to it where it is deployed from {@link io.atelier.breakable.BreakableWar}.
 * Prompts say what is to go wrong, in words of their own ({@link io.atelier.breakable.Tags}):
 * {@code tenant:acme slow:2.5 fault:reset-after-accept fault:error-on-poll=503*3}. A fault is an
 * {@link io.atelier.breakable.Effect} at a {@link io.atelier.breakable.Point}; the same can be set
 * up, with a probability and a seed, at {@code POST /control/faults} ({@link
 * io.atelier.breakable.FaultPlan}).
 *
 * <p>Its books are the referee ({@link io.atelier.breakable.LedgerEntry}, {@link
 * io.atelier.breakable.Occupancy}): every request is on the disk before it is answered.
 */
@NullMarked
package io.atelier.breakable;

import org.jspecify.annotations.NullMarked;
