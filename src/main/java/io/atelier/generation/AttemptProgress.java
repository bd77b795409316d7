package io.atelier.generation;

import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderSnapshot;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far an attempt has come, or how it ended and why. */
@Embeddable
class AttemptProgress {
  /** Its columns, in the order of {@link #state}. */
  static final List<String> COLUMNS =
      List.of("status", "failure_class", "failure_code", "message", "settled_at", "ready_at");

  @Enumerated(EnumType.STRING)
  private AttemptStatus status;

  @Enumerated(EnumType.STRING)
  @Column(name = "failure_class")
  private @Nullable FailureClass failureClass;

  @Column(name = "failure_code")
  private @Nullable String failureCode;

  private @Nullable String message;

  @Column(name = "settled_at")
  private @Nullable Instant settledAt;

  @Column(name = "ready_at")
  private @Nullable Instant readyAt;

  /** For the persistence provider. */
  protected AttemptProgress() {}

  /** Of an attempt that begins. */
  AttemptProgress(AttemptStatus status) {
    this.status = status;
  }

  /** As an attempt's row says. */
  AttemptProgress(Row row) throws SQLException {
    this.status = row.name(AttemptStatus.class, "status");
    this.failureClass = row.nameOrNull(FailureClass.class, "failure_class");
    this.failureCode = row.textOrNull("failure_code");
    this.message = row.textOrNull("message");
    this.settledAt = row.timeOrNull("settled_at");
    this.readyAt = row.timeOrNull("ready_at");
  }

  /** What is in {@link #COLUMNS} now. */
  List<@Nullable Object> state() {
    return Arrays.asList(status, failureClass, failureCode, message, settledAt, readyAt);
  }

  /** It is under way, in that status. */
  void become(AttemptStatus live) {
    status = live;
  }

  /** That is to be said of it; null for nothing. */
  void say(@Nullable String reason) {
    message = reason;
  }

  /** Its provider made it; since when. */
  Instant ready(Instant now) {
    if (readyAt == null) {
      readyAt = now;
    }
    return readyAt;
  }

  void settle(AttemptStatus settled, Instant now) {
    status = settled;
    settledAt = now;
  }

  /** It ended so for a reason of that class. */
  void settle(AttemptStatus settled, FailureClass why, Instant now) {
    failureClass = why;
    settle(settled, now);
  }

  void fail(ProviderSnapshot.Failed failure, Instant now) {
    failureCode = failure.code();
    message = failure.message();
    settle(AttemptStatus.FAILED, failure.failure(), now);
  }

  /** Whether it failed for a reason that passes. */
  boolean failedForNow() {
    return status == AttemptStatus.FAILED && failureClass != null && failureClass.passes();
  }

  boolean isSettled() {
    return settledAt != null;
  }

  AttemptStatus status() {
    return status;
  }

  @Nullable FailureClass failureClass() {
    return failureClass;
  }

  @Nullable String failureCode() {
    return failureCode;
  }

  @Nullable String message() {
    return message;
  }

  @Nullable Instant settledAt() {
    return settledAt;
  }

  /** Since when what its provider made was to be fetched. */
  @Nullable Instant readyAt() {
    return readyAt;
  }
}
