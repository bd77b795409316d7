package io.atelier.generation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a create that was given up is looked at next, until when that goes on, and who does it.
 *
 * <p>The fence is to a look what a job's version is to its work: taking the create raises it.
 */
@Embeddable
class CreateWatch {
  /** Its columns, in the order of {@link #state}. */
  static final List<String> COLUMNS =
      List.of(
          "watch_due_at",
          "watch_until",
          "lease_owner",
          "lease_until",
          "watch_fence",
          "watch_faults");

  @Column(name = "watch_due_at")
  private @Nullable Instant dueAt;

  @Column(name = "watch_until")
  private @Nullable Instant until;

  @Column(name = "lease_owner")
  private @Nullable String leaseOwner;

  @Column(name = "lease_until")
  private @Nullable Instant leaseUntil;

  @Column(name = "watch_fence")
  private long fence;

  /** How often in a row what it delivered began to be decoded on a node not heard of again. */
  @Column(name = "watch_faults")
  private short faults;

  /** Of a create that is not watched, or for the persistence provider. */
  protected CreateWatch() {}

  /** As its attempt's row says. */
  CreateWatch(Row row) throws SQLException {
    this.dueAt = row.timeOrNull("watch_due_at");
    this.until = row.timeOrNull("watch_until");
    this.leaseOwner = row.textOrNull("lease_owner");
    this.leaseUntil = row.timeOrNull("lease_until");
    this.fence = row.number("watch_fence");
    this.faults = (short) row.number("watch_faults");
  }

  /** What is in {@link #COLUMNS} now. */
  List<@Nullable Object> state() {
    return Arrays.asList(dueAt, until, leaseOwner, leaseUntil, fence, faults);
  }

  /**
   * It is looked at from then on.
   *
   * @param end when to give up; null for a result that is paid for and waits to be stored
   */
  void begin(Instant due, @Nullable Instant end) {
    dueAt = due;
    until = end;
    faults = 0;
    release();
  }

  /** It is looked at once more, or given up for good. */
  void again(Instant due) {
    dueAt = until == null || due.isBefore(until) ? due : null;
    release();
  }

  /** It is not made yet after all, so it is not looked at for ever. */
  void bound(Instant end) {
    if (until == null) {
      until = end;
    }
  }

  void end() {
    dueAt = null;
    until = null;
    release();
  }

  private void release() {
    leaseOwner = null;
    leaseUntil = null;
  }

  boolean isOn() {
    return dueAt != null;
  }

  long fence() {
    return fence;
  }
}
