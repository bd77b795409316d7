package io.atelier.generation;

import com.github.f4b6a3.uuid.UuidCreator;
import io.atelier.problem.ErrorCode;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.telemetry.Trace;
import io.atelier.tenant.TenantId;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One request for media and all that became of it, durable from acceptance to its one final status.
 *
 * <p>Its life is {@link JobStatus}. It changes only through verbs, each of which checks the status
 * it leaves: those below, and those of {@link #processing} and {@link #cancelling}. The version is
 * the fence: taking a job raises it, every verb's flush compares it, so whoever lost the job
 * changes nothing. Recovery after a crash is that a lease runs out ({@link JobSchedule}), and
 * nothing else.
 */
@Entity
@Table(name = "generation_job")
class GenerationJob {
  /** The columns that change in a job's life, in the order of {@link #state}. */
  static final List<String> COLUMNS =
      Stream.of(
              List.of("provider", "provider_job_id", "status"),
              JobSchedule.COLUMNS,
              JobFailure.COLUMNS,
              List.of("held_currency", "held"))
          .flatMap(List::stream)
          .toList();

  @Id private UUID id;

  @Embedded private JobSpec spec;

  /** The provider whose queue it is in. */
  private String provider;

  @Column(name = "provider_job_id")
  private @Nullable String providerJobId;

  @Enumerated(EnumType.STRING)
  private JobStatus status;

  @Version private long version;

  @Embedded private JobSchedule schedule;

  @Embedded private @Nullable JobFailure failure;

  @OneToMany(cascade = CascadeType.ALL, fetch = FetchType.LAZY)
  @JoinColumn(name = "job_id", nullable = false)
  @OrderBy("no")
  private List<Attempt> attempts = new ArrayList<>();

  /**
   * What is kept back of its tenant's budget for the try that is coming or under way; null where it
   * is not counted.
   */
  private @Nullable BigDecimal held;

  @Column(name = "held_currency")
  private @Nullable String heldCurrency;

  /** For the persistence provider. */
  protected GenerationJob() {}

  /** A job that was just accepted: PENDING in the queue of its route's first provider. */
  GenerationJob(JobOrder order, Route route, KindPolicy policy, Instant now) {
    this(new JobSpec(order, route, null, now), policy);
  }

  private GenerationJob(JobSpec spec, KindPolicy policy) {
    this.id = UuidCreator.getTimeOrderedEpoch();
    this.spec = spec;
    this.provider = spec.route().first();
    this.status = JobStatus.PENDING;
    this.schedule = new JobSchedule(policy, spec.createdAt());
  }

  /** A job as its row says, with its attempts. */
  GenerationJob(Row row, List<Attempt> attempts) throws SQLException {
    this.id = row.id("id");
    this.spec = new JobSpec(row);
    this.provider = row.text("provider");
    this.providerJobId = row.textOrNull("provider_job_id");
    this.status = row.name(JobStatus.class, "status");
    this.version = row.number("version");
    this.schedule = new JobSchedule(row);
    this.failure = JobFailure.of(row);
    this.held = row.decimalOrNull("held");
    this.heldCurrency = row.textOrNull("held_currency");
    this.attempts = attempts;
  }

  /** What is in {@link #COLUMNS} now. */
  List<@Nullable Object> state() {
    List<@Nullable Object> state = new ArrayList<>(Arrays.asList(provider, providerJobId, status));
    state.addAll(schedule.state());
    state.addAll(failure == null ? JobFailure.NONE : failure.values());
    state.addAll(Arrays.asList(heldCurrency, held));
    return state;
  }

  /** Its row was added. */
  void added() {
    version = 1;
  }

  /** Its row was written as it is now. */
  void written() {
    version++;
  }

  /** Just accepted, and part of its caller's trace from then on. */
  GenerationJob within(@Nullable Trace caller) {
    spec.trace(caller);
    return this;
  }

  /** A new job, just accepted, for what this one was to make. */
  GenerationJob again(Route newRoute, KindPolicy policy, Instant now) {
    return new GenerationJob(new JobSpec(spec.order(id), newRoute, id, now), policy);
  }

  /**
   * PENDING to PROCESSING: it got a slot, and the intent to create at its provider is recorded
   * before the call.
   */
  void start(
      KindPolicy policy,
      SubmissionGuarantee guarantee,
      ProviderCost estimate,
      @Nullable String model,
      Lease lease,
      Instant now) {
    require(JobStatus.PENDING);
    status = JobStatus.PROCESSING;
    schedule.start(policy, spec.asked(), lease, now);
    attempts.add(
        Attempt.submitting(attempts.size() + 1, provider, guarantee, estimate, model, now));
  }

  /** PENDING in another queue: this provider is passed over without being asked. */
  void passOver(String reason, String next, Instant now) {
    require(JobStatus.PENDING);
    attempts.add(Attempt.skipped(attempts.size() + 1, provider, reason, now));
    requeue(next, now);
  }

  /** What becomes of it while it is PROCESSING. */
  Processing processing() {
    require(JobStatus.PROCESSING);
    return new Processing(this, schedule, attempt());
  }

  /** What becomes of it while it is CANCELLING. */
  Cancelling cancelling() {
    require(JobStatus.CANCELLING);
    return new Cancelling(this, schedule, attempt());
  }

  /**
   * PENDING or PROCESSING to CANCELLED: its slot is free at once. What a provider already has of it
   * is watched like a late result, because it may be paid for.
   */
  void cancel(WatchPolicy watch, Instant now) {
    if (status == JobStatus.PROCESSING) {
      attempt().cancel(now);
      attempt().watch(watch.next(now), watch.end(now));
    } else {
      require(JobStatus.PENDING);
    }
    settleCancelled(now);
  }

  /**
   * PENDING, or PROCESSING between two creates, to FAILED: its tenant's budget does not allow the
   * next create.
   */
  void failUnaffordable(ErrorCode code, String reason, Instant now) {
    if (status == JobStatus.PROCESSING) {
      attempt().drop(reason, now);
    } else {
      require(JobStatus.PENDING);
    }
    settle(JobStatus.FAILED, code, reason, now);
  }

  /**
   * Not settled to FAILED: it cannot be read any more, so nobody can go on with it. What a provider
   * may have of it may be charged.
   */
  void abandon(String reason, Instant now) {
    if (status != JobStatus.PENDING) {
      attempt().abandon(reason, now);
    }
    settle(JobStatus.FAILED, ErrorCode.QUARANTINED, reason, now);
  }

  /** That much is kept back of its tenant's budget for the try that is coming or under way. */
  void hold(BigDecimal amount, String currency) {
    held = amount;
    heldCurrency = currency;
  }

  /** Its tenant has no budget any more. */
  void holdNothing() {
    held = null;
    heldCurrency = null;
  }

  /**
   * A create that was given up while it was being sent was refused, as is known now: the attempt it
   * is of; empty where it is no such create, or the refusal may not have been of its last sending.
   */
  Optional<Attempt> refusedAfterAll(Work sent, Instant now) {
    boolean taken = version > sent.version() + 1; // whoever gave it up raised it once
    Optional<Attempt> attempt =
        attempts.stream()
            .filter(one -> one.isInDoubtAfterItsEnd(sent.stage()))
            .filter(one -> !(taken && one.isSentAgain()))
            .findFirst();
    attempt.ifPresent(one -> one.refusedAfterAll(now));
    return attempt;
  }

  /** It is polled by that handle from now on; by none until the next create has one. */
  void pollBy(@Nullable ProviderHandle handle) {
    providerJobId = handle == null ? null : handle.id();
  }

  /** Its slot is free, and it waits for one of that queue; for the verbs of its statuses alone. */
  void requeue(String queue, Instant at) {
    requireLive();
    if (held != null) {
      held = held.subtract(Commitments.of(this, attempt())).max(BigDecimal.ZERO);
    }
    status = JobStatus.PENDING;
    provider = queue;
    providerJobId = null;
    schedule.queue(at);
  }

  /** It keeps its slot while its provider is told to stop; as {@link #requeue}. */
  void becomeCancelling() {
    require(JobStatus.PROCESSING);
    status = JobStatus.CANCELLING;
  }

  /** It has ended as its tenant wanted; as {@link #requeue}. */
  void settleCancelled(Instant now) {
    settle(JobStatus.CANCELLED, ErrorCode.CANCELLED, "It was cancelled.", now);
  }

  /** It has ended without a result; as {@link #requeue}. */
  void settle(JobStatus settled, ErrorCode code, String message, Instant now) {
    failure = new JobFailure(code, message, provider);
    settle(settled, now);
  }

  /** It has ended; as {@link #requeue}. */
  void settle(JobStatus settled, Instant now) {
    requireLive();
    status = settled;
    schedule.settle(now);
  }

  private void requireLive() {
    if (status.isFinal()) {
      throw new IllegalStateException("job " + id + " is " + status);
    }
  }

  private void require(JobStatus expected) {
    if (status != expected) {
      throw new IllegalStateException("job " + id + " is " + status + ", not " + expected);
    }
  }

  /** The try that is under way or was the last; only after the first {@link #start}. */
  Attempt attempt() {
    return attempts.get(attempts.size() - 1);
  }

  /** The try of that id. */
  Attempt attempt(UUID attempt) {
    return attempts.stream().filter(one -> one.id().equals(attempt)).findFirst().orElseThrow();
  }

  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** How it has fared at its provider; only after the first {@link #start}. */
  AttemptHistory history() {
    return new AttemptHistory(attempts(), provider);
  }

  /** Whether a provider may charge for it without our knowing yet. */
  boolean mayBeCharged() {
    return attempts.stream().anyMatch(Attempt::mayBeCharged);
  }

  /** What is kept back for the try that is coming or under way; null where it is not counted. */
  @Nullable BigDecimal held() {
    return held;
  }

  @Nullable String heldCurrency() {
    return heldCurrency;
  }

  Optional<String> nextProvider() {
    return spec.route().after(provider);
  }

  QueueKey queue() {
    return new QueueKey(tenant(), provider, spec.kind());
  }

  /** The trace that all that becomes of it is part of. */
  Trace trace() {
    return Trace.of(id, spec.traceparent());
  }

  /** Another number for each look at each job. */
  long look() {
    return id.getLeastSignificantBits() + 31 * version;
  }

  UUID id() {
    return id;
  }

  JobSpec spec() {
    return spec;
  }

  TenantId tenant() {
    return spec.tenant();
  }

  RunId run() {
    return spec.run();
  }

  StepId step() {
    return spec.step();
  }

  /** As {@link JobSpec#request}. */
  GenerationRequest request() {
    return spec.request(id);
  }

  Instant createdAt() {
    return spec.createdAt();
  }

  JobStatus status() {
    return status;
  }

  long version() {
    return version;
  }

  @Nullable Instant dueAt() {
    return schedule.dueAt();
  }

  @Nullable Instant startedAt() {
    return schedule.startedAt();
  }

  Instant startedAtOrCreation() {
    Instant started = schedule.startedAt();
    return started == null ? spec.createdAt() : started;
  }

  @Nullable Instant settledAt() {
    return schedule.settledAt();
  }

  /** Whether its time is shorter than usual because its workflow asked for that. */
  boolean isHurried() {
    return schedule.timeout().equals(spec.asked());
  }

  @Nullable Instant deadlineAt() {
    return schedule.deadlineAt();
  }

  Optional<JobError> error() {
    return Optional.ofNullable(failure).map(JobFailure::shown);
  }
}
