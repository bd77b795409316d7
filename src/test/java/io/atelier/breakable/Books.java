package io.atelier.breakable;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * What the server knows and what it wrote down, always the same: requests are decided one at a
 * time, and each is answered when its entries are on the disk.
 */
final class Books {
  private final ReentrantLock lock = new ReentrantLock();
  private final Ledger ledger;
  private final InstantSource clock;
  private Register register = new Register();

  /** Opens the ledger and learns all that is in it. */
  Books(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
    ledger.entries().forEach(entry -> register.apply(entry, entry.at()));
  }

  /** Decides on a request, by what is known at that time. */
  <T> T decide(BiFunction<Register, Instant, T> decision) {
    lock.lock();
    try {
      return decision.apply(register, clock.instant());
    } finally {
      lock.unlock();
    }
  }

  /** Writes down what was decided; to be called within {@link #decide}, once. */
  Reply reply(
      Answer answer, Optional<FaultPlan.Strike> strike, Instant now, LedgerEntry... entries) {
    entries[0] =
        entries[0]
            .with("fault", strike.map(s -> s.fault().text()))
            .with("cause", strike.map(FaultPlan.Strike::cause));
    for (LedgerEntry entry : entries) {
      register.apply(entry, now);
    }
    return new Reply(
        answer, strike.map(FaultPlan.Strike::fault), ledger.append(now, List.of(entries)));
  }

  /** What is set up for this exchange with a task. */
  static Optional<FaultPlan.Strike> strike(Register register, Point point, Task task) {
    return register
        .plan()
        .at(point, task.id(), task.faults(), task.account(), task.tenant(), task.kind());
  }

  /** Sets something up. */
  Reply control(String what, JsonObject body) {
    return decide(
        (known, now) ->
            reply(
                Answer.json(200, body),
                Optional.empty(),
                now,
                LedgerEntry.of("control").with("what", what).with("body", body)));
  }

  /** Forgets everything, and begins new books. */
  void reset() {
    decide(
        (known, now) -> {
          try {
            ledger.restart(now);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return register = new Register();
        });
  }

  /** The ledger as it is on the disk. */
  byte[] ledger() throws IOException {
    return ledger.bytes();
  }
}
