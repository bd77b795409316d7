package io.atelier.generation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a job is worked on next, by when it is to be done, and who has it in hand until when.
 *
 * <p>A job with work to do has a due time; taking it sets a lease, and a lease that ran out makes
 * it anyone's.
 */
@Embeddable
class JobSchedule {
  /** Its columns, in the order of {@link #state}. */
  static final List<String> COLUMNS =
      List.of(
          "poll_interval_millis",
          "timeout_millis",
          "started_at",
          "deadline_at",
          "settled_at",
          "due_at",
          "lease_owner",
          "lease_until",
          "faults");

  private static final long MOST_BACK_OFF_MILLIS = 60_000;

  @Column(name = "poll_interval_millis")
  private long pollIntervalMillis;

  @Column(name = "timeout_millis")
  private long timeoutMillis;

  @Column(name = "started_at")
  private @Nullable Instant startedAt;

  @Column(name = "deadline_at")
  private @Nullable Instant deadlineAt;

  @Column(name = "settled_at")
  private @Nullable Instant settledAt;

  @Column(name = "due_at")
  private @Nullable Instant dueAt;

  @Column(name = "lease_owner")
  private @Nullable String leaseOwner;

  @Column(name = "lease_until")
  private @Nullable Instant leaseUntil;

  /** How often in a row its making began on a node that was not heard of again. */
  private short faults;

  /** For the persistence provider. */
  protected JobSchedule() {}

  /** Of a job that waits for a slot from now on. */
  JobSchedule(KindPolicy policy, Instant now) {
    allow(policy);
    this.dueAt = now;
  }

  /** As a job's row says. */
  JobSchedule(Row row) throws SQLException {
    this.pollIntervalMillis = row.number("poll_interval_millis");
    this.timeoutMillis = row.number("timeout_millis");
    this.startedAt = row.timeOrNull("started_at");
    this.deadlineAt = row.timeOrNull("deadline_at");
    this.settledAt = row.timeOrNull("settled_at");
    this.dueAt = row.timeOrNull("due_at");
    this.leaseOwner = row.textOrNull("lease_owner");
    this.leaseUntil = row.timeOrNull("lease_until");
    this.faults = (short) row.number("faults");
  }

  /** What is in {@link #COLUMNS} now. */
  List<@Nullable Object> state() {
    return Arrays.asList(
        pollIntervalMillis,
        timeoutMillis,
        startedAt,
        deadlineAt,
        settledAt,
        dueAt,
        leaseOwner,
        leaseUntil,
        faults);
  }

  private void allow(KindPolicy policy) {
    pollIntervalMillis = policy.pollInterval().toMillis();
    timeoutMillis = policy.timeout().toMillis();
  }

  /**
   * It has a slot, and its time counts from here (FR-017).
   *
   * @param asked a shorter time than is usual, or null
   */
  void start(KindPolicy policy, @Nullable Duration asked, Lease lease, Instant now) {
    allow(policy);
    if (asked != null) {
      timeoutMillis = Math.min(timeoutMillis, asked.toMillis());
    }
    startedAt = startedAt == null ? now : startedAt;
    deadlineAt = now.plusMillis(timeoutMillis);
    hold(lease, now);
  }

  /** It is worked on now, by whoever has that lease. */
  void hold(Lease lease, Instant now) {
    dueAt = now;
    leaseOwner = lease.owner();
    leaseUntil = lease.until();
  }

  /** It waits for a slot, from then on. */
  void queue(Instant at) {
    deadlineAt = null;
    dueAt = at;
    progressed();
    release();
  }

  /** It came further than a node's death. */
  void progressed() {
    faults = 0;
  }

  /** Anybody may take it up from then on. */
  void dueAt(Instant next) {
    dueAt = next;
    release();
  }

  /** From now on it is to be done by then. */
  void deadlineAt(Instant deadline) {
    deadlineAt = deadline;
  }

  /**
   * Due again after the poll interval, or at the deadline if that is sooner.
   *
   * @param notBefore how long the provider does not want to be asked again
   * @param look another number for each look at each job
   */
  void pollAgain(Duration notBefore, long look, Instant now) {
    Duration interval = jittered(pollInterval(), look);
    Instant next = now.plus(interval.compareTo(notBefore) < 0 ? notBefore : interval);
    dueAt(deadlineAt != null && deadlineAt.isBefore(next) ? deadlineAt : next);
  }

  // A tenth less at most, another part for each look at each job: what was taken together by a node
  // that came back would else be due together for ever.
  private static Duration jittered(Duration interval, long look) {
    long tenth = interval.toMillis() / 10;
    return tenth == 0 ? interval : interval.minusMillis(Math.floorMod(look, tenth));
  }

  /**
   * How long to wait after that many refusals in a row: twice as long each time, up to a minute.
   *
   * @param asked how long the provider asks to be left alone; it makes the wait longer and never
   *     shorter, as each refusal is another row of the job's; null if it does not say
   */
  Duration backOff(int refusals, @Nullable Duration asked) {
    long doubled = pollIntervalMillis << Math.min(refusals - 1, 10);
    long own = Math.max(pollIntervalMillis, Math.min(doubled, MOST_BACK_OFF_MILLIS));
    return Duration.ofMillis(asked == null ? own : Math.max(own, asked.toMillis()));
  }

  /** Nobody works on it any more. */
  void settle(Instant now) {
    settledAt = now;
    dueAt = null;
    progressed();
    release();
  }

  private void release() {
    leaseOwner = null;
    leaseUntil = null;
  }

  Duration pollInterval() {
    return Duration.ofMillis(pollIntervalMillis);
  }

  /** How long one provider may take. */
  Duration timeout() {
    return Duration.ofMillis(timeoutMillis);
  }

  @Nullable Instant startedAt() {
    return startedAt;
  }

  @Nullable Instant deadlineAt() {
    return deadlineAt;
  }

  @Nullable Instant settledAt() {
    return settledAt;
  }

  @Nullable Instant dueAt() {
    return dueAt;
  }
}
