package io.atelier.generation;

import com.github.f4b6a3.uuid.UuidCreator;
import io.atelier.artifact.JsonTextConverter;
import io.atelier.problem.ErrorCode;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.telemetry.Trace;
import io.atelier.tenant.TenantId;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request for media and all that became of it, durable from acceptance to its one final status.
 *
 * <p>Its life is {@link JobStatus}. It changes only through the verbs below, each of which checks
 * the status it leaves. The version is the fence: taking a job raises it, every verb's flush
 * compares it, so whoever lost the job changes nothing. A job with work to do has a due time;
 * taking it sets a lease, and a lease that ran out makes it anyone's: recovery after a crash is
 * nothing else.
 */
@Entity
@Table(name = "generation_job")
public class GenerationJob {
  /** The columns that change in a job's life, in the order of {@link #state}. */
  static final List<String> COLUMNS =
      List.of(
          "provider",
          "provider_job_id",
          "status",
          "poll_interval_millis",
          "timeout_millis",
          "started_at",
          "deadline_at",
          "settled_at",
          "due_at",
          "lease_owner",
          "lease_until",
          "error_code",
          "error_message",
          "error_provider",
          "faults",
          "held_currency",
          "held");

  private static final long MOST_BACK_OFF_MILLIS = 60_000;

  @Id private UUID id;

  @Column(name = "tenant_id")
  private String tenant;

  @Column(name = "run_id")
  private String run;

  @Column(name = "step_id")
  private String step;

  private String skill;

  @Enumerated(EnumType.STRING)
  private MediaKind kind;

  /** Null until somebody asks, where the row was read by {@link JobRows}. */
  @Convert(converter = RequestConverter.class)
  private @Nullable GenerationRequest request;

  @Transient private @Nullable String requestText;

  /** The workflow's own, opaque; a JSON object. */
  @Convert(converter = JsonTextConverter.class)
  private @Nullable String metadata;

  /** The providers to try, in order, joined by commas. */
  private String route;

  /** Who was configured and is not on the route, with reasons; a JSON array. */
  @Convert(converter = JsonTextConverter.class)
  @Column(name = "passed_over")
  private @Nullable String passedOver;

  /** The provider whose queue it is in. */
  private String provider;

  @Column(name = "provider_job_id")
  private @Nullable String providerJobId;

  @Enumerated(EnumType.STRING)
  private JobStatus status;

  private short priority;

  @Version private long version;

  @Column(name = "poll_interval_millis")
  private long pollIntervalMillis;

  @Column(name = "timeout_millis")
  private long timeoutMillis;

  /** The shorter time that its workflow asked for. */
  @Column(name = "asked_millis")
  private @Nullable Long askedMillis;

  @Column(name = "created_at")
  private Instant createdAt;

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

  @Enumerated(EnumType.STRING)
  @Column(name = "error_code")
  private @Nullable ErrorCode errorCode;

  @Column(name = "error_message")
  private @Nullable String errorMessage;

  @Column(name = "error_provider")
  private @Nullable String errorProvider;

  @OneToMany(cascade = CascadeType.ALL, fetch = FetchType.LAZY)
  @JoinColumn(name = "job_id", nullable = false)
  @OrderBy("no")
  private List<Attempt> attempts = new ArrayList<>();

  @Column(name = "retry_of")
  private @Nullable UUID retryOf;

  /** How often in a row its making began on a node that was not heard of again. */
  private short faults;

  /**
   * What is kept back of its tenant's budget for the try that is coming or under way; null where it
   * is not counted.
   */
  private @Nullable BigDecimal held;

  @Column(name = "held_currency")
  private @Nullable String heldCurrency;

  /** Its caller's trace; null where it named none. */
  private @Nullable String traceparent;

  /** For the persistence provider. */
  protected GenerationJob() {}

  /** A job that was just accepted: PENDING in the queue of its route's first provider. */
  GenerationJob(JobOrder order, Route route, KindPolicy policy, Instant now) {
    this.id = UuidCreator.getTimeOrderedEpoch();
    this.tenant = order.tenant().value();
    this.run = order.run().value();
    this.step = order.step().value();
    this.skill = order.skill();
    this.kind = order.request().kind();
    this.request = order.request();
    this.metadata = order.metadata();
    this.route = route.text();
    this.passedOver = Candidate.written(route.passedOver());
    this.provider = route.first();
    this.status = JobStatus.PENDING;
    this.priority = order.priority().rank();
    this.pollIntervalMillis = policy.pollInterval().toMillis();
    this.timeoutMillis = policy.timeout().toMillis();
    this.askedMillis = order.deadline() == null ? null : order.deadline().toMillis();
    this.createdAt = now;
    this.dueAt = now;
  }

  /** A job as its row says, with its attempts. */
  GenerationJob(Row row, List<Attempt> attempts) throws SQLException {
    this.id = row.id("id");
    this.tenant = row.text("tenant_id");
    this.run = row.text("run_id");
    this.step = row.text("step_id");
    this.skill = row.text("skill");
    this.kind = row.name(MediaKind.class, "kind");
    this.requestText = row.text("request");
    this.metadata = row.textOrNull("metadata");
    this.route = row.text("route");
    this.passedOver = row.textOrNull("passed_over");
    this.provider = row.text("provider");
    this.providerJobId = row.textOrNull("provider_job_id");
    this.status = row.name(JobStatus.class, "status");
    this.priority = (short) row.number("priority");
    this.version = row.number("version");
    this.pollIntervalMillis = row.number("poll_interval_millis");
    this.timeoutMillis = row.number("timeout_millis");
    this.askedMillis = row.numberOrNull("asked_millis");
    this.createdAt = row.time("created_at");
    this.startedAt = row.timeOrNull("started_at");
    this.deadlineAt = row.timeOrNull("deadline_at");
    this.settledAt = row.timeOrNull("settled_at");
    this.dueAt = row.timeOrNull("due_at");
    this.leaseOwner = row.textOrNull("lease_owner");
    this.leaseUntil = row.timeOrNull("lease_until");
    this.errorCode = row.nameOrNull(ErrorCode.class, "error_code");
    this.errorMessage = row.textOrNull("error_message");
    this.errorProvider = row.textOrNull("error_provider");
    this.retryOf = row.idOrNull("retry_of");
    this.faults = (short) row.number("faults");
    this.held = row.decimalOrNull("held");
    this.heldCurrency = row.textOrNull("held_currency");
    this.traceparent = row.textOrNull("traceparent");
    this.attempts = attempts;
  }

  /** What never changes, in the order of {@link JobRows}. */
  List<@Nullable Object> kept() {
    return Arrays.asList(
        id,
        tenant,
        run,
        step,
        skill,
        kind,
        new RequestConverter().convertToDatabaseColumn(request()),
        metadata,
        route,
        passedOver,
        priority,
        askedMillis,
        createdAt,
        retryOf,
        traceparent);
  }

  /** What is in {@link #COLUMNS} now. */
  List<@Nullable Object> state() {
    return Arrays.asList(
        provider,
        providerJobId,
        status,
        pollIntervalMillis,
        timeoutMillis,
        startedAt,
        deadlineAt,
        settledAt,
        dueAt,
        leaseOwner,
        leaseUntil,
        errorCode,
        errorMessage,
        errorProvider,
        faults,
        heldCurrency,
        held);
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
    traceparent = caller == null ? null : caller.traceparent();
    return this;
  }

  /** The trace that all that becomes of it is part of. */
  Trace trace() {
    return Trace.of(id, traceparent);
  }

  /** A new job, just accepted, for what this one was to make. */
  GenerationJob again(Route newRoute, KindPolicy policy, Instant now) {
    GenerationJob next =
        new GenerationJob(
            new JobOrder(
                tenant(),
                run(),
                step(),
                skill,
                request(),
                priority(),
                metadata,
                List.of(),
                asked()),
            newRoute,
            policy,
            now);
    next.retryOf = id;
    return next;
  }

  private @Nullable Duration asked() {
    return askedMillis == null ? null : Duration.ofMillis(askedMillis);
  }

  /** Whether a provider may charge for it without our knowing yet. */
  boolean mayBeCharged() {
    return attempts.stream().anyMatch(Attempt::mayBeCharged);
  }

  /**
   * PENDING to PROCESSING: it got a slot, and the intent to create at its provider is recorded
   * before the call. The deadline counts from here (FR-017).
   */
  void start(
      KindPolicy policy,
      SubmissionGuarantee guarantee,
      ProviderCost estimate,
      Lease lease,
      Instant now) {
    require(JobStatus.PENDING);
    status = JobStatus.PROCESSING;
    pollIntervalMillis = policy.pollInterval().toMillis();
    timeoutMillis = policy.timeout().toMillis();
    if (askedMillis != null) {
      timeoutMillis = Math.min(timeoutMillis, askedMillis);
    }
    startedAt = startedAt == null ? now : startedAt;
    deadlineAt = now.plusMillis(timeoutMillis);
    dueAt = now;
    leaseOwner = lease.owner();
    leaseUntil = lease.until();
    attempts.add(Attempt.submitting(attempts.size() + 1, provider, guarantee, estimate, now));
  }

  /** PENDING in another queue: this provider is passed over without being asked. */
  void passOver(String reason, String next, Instant now) {
    require(JobStatus.PENDING);
    attempts.add(Attempt.skipped(attempts.size() + 1, provider, reason, now));
    requeue(next, now);
  }

  /** The provider accepted the create; it is polled by this handle from now on. */
  void accepted(ProviderHandle handle, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().accept(handle, now);
    providerJobId = handle.id();
    faults = 0;
    pollAgain(now);
  }

  /** One of its provider's creates is done and paid; the next is to be made in its time. */
  void nextStage(ProviderSnapshot.NextStage next, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().nextStage(next, now);
    providerJobId = null;
    faults = 0;
    dueAt = now;
    release();
  }

  /** The intent of the next create is recorded, before the call. */
  void submitStage(Lease lease, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().submitStage(now);
    dueAt = now;
    leaseOwner = lease.owner();
    leaseUntil = lease.until();
  }

  /** A create after the first was refused for now: it keeps its slot, as what it has is paid. */
  void tryStageAgain(ProviderSnapshot.Failed refusal, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().tryStageAgain(refusal, now);
    Duration asked = refusal.retryAfter();
    pollAgain(asked == null ? backOff(attempt().refusalsOfStage()) : asked, now);
  }

  /** A create after the first could not be sent: it keeps its slot and is sent later. */
  void postponeStage(ProviderSnapshot.Failed failure, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().postponeStage(failure.message());
    Duration asked = failure.retryAfter();
    pollAgain(asked == null ? Duration.ZERO : asked, now);
  }

  /** Not done yet: it is polled by this handle from now on, which may be the one it had. */
  void movedOn(ProviderHandle handle) {
    require(JobStatus.PROCESSING);
    attempt().moveOn(handle);
    providerJobId = handle.id();
  }

  /** Not done yet: due again after the poll interval, or at the deadline if that is sooner. */
  void pollAgain(Instant now) {
    pollAgain(Duration.ZERO, now);
  }

  /** The same, but not before the provider wants to be asked again. */
  void pollAgain(Duration notBefore, Instant now) {
    require(JobStatus.PROCESSING);
    Duration interval = jittered(Duration.ofMillis(pollIntervalMillis));
    Instant next = now.plus(interval.compareTo(notBefore) < 0 ? notBefore : interval);
    dueAt = deadlineAt != null && deadlineAt.isBefore(next) ? deadlineAt : next;
    release();
  }

  // A tenth less at most, another part for each look at each job: what was taken together by a node
  // that came back would else be due together for ever.
  private Duration jittered(Duration interval) {
    long tenth = interval.toMillis() / 10;
    return tenth == 0
        ? interval
        : interval.minusMillis(Math.floorMod(id.getLeastSignificantBits() + 31 * version, tenth));
  }

  /** Whether the create was accepted is not known; that is found out, not guessed. */
  void findOut(String reason, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().doubt(reason, now);
    pollAgain(now);
  }

  /** The provider made it; what counts from then on is the time to fetch it. */
  void ready(ProviderHandle handle, String reason, Duration fetchTime, Instant now) {
    require(JobStatus.PROCESSING);
    if (!handle.equals(attempt().stage().handle().orElse(null))) {
      movedOn(handle);
    }
    deadlineAt = attempt().ready(reason, now).plus(fetchTime);
    pollAgain(now);
  }

  /** PROCESSING to FAILED: it is paid for and could not be fetched yet; it is tried on and on. */
  void failToFetch(ErrorCode code, String reason, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().giveUpFetching(reason, now);
    settle(JobStatus.FAILED, code, reason, now);
  }

  /** PROCESSING to COMPLETED: the asset is stored, in the same transaction. */
  void complete(ProviderCost cost, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().succeed(cost, now);
    settle(JobStatus.COMPLETED, now);
  }

  /** Back to PENDING in the same queue: the provider takes nothing right now. */
  void waitForProvider(ProviderSnapshot.Failed refusal, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().fail(refusal, now);
    Duration asked = refusal.retryAfter();
    requeue(provider, now.plus(asked == null ? backOff(refusalsInARow()) : asked));
  }

  // Twice as long each time in a row, up to a minute.
  private Duration backOff(int refusals) {
    long doubled = pollIntervalMillis << Math.min(refusals - 1, 10);
    return Duration.ofMillis(Math.max(pollIntervalMillis, Math.min(doubled, MOST_BACK_OFF_MILLIS)));
  }

  /** How often in a row this provider refused it for now, up to the create that is being made. */
  int refusalsInARow() {
    return refusals().size();
  }

  /** How many of these count against the provider: its own refusals, not for want of room. */
  int countedRefusals() {
    return (int) refusals().stream().filter(Attempt::countsAsRefusal).count();
  }

  /** Since when this provider refuses it for now in a row, or is asked for the first time. */
  Instant refusedSince() {
    List<Attempt> refusals = refusals();
    return (refusals.isEmpty() ? attempt() : refusals.get(refusals.size() - 1)).startedAt();
  }

  // The latest first.
  private List<Attempt> refusals() {
    List<Attempt> refusals = new ArrayList<>();
    int last = attempts.size() - (status == JobStatus.PROCESSING && !attempt().isSettled() ? 2 : 1);
    for (int i = last; i >= 0; i--) {
      Attempt one = attempts.get(i);
      if (!one.provider().equals(provider) || !one.wasRefusedForNow()) {
        break;
      }
      refusals.add(one);
    }
    return refusals;
  }

  /** Back to PENDING in the queue of the next provider (FR-022). */
  void failOver(ProviderSnapshot.Failed failure, String next, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().fail(failure, now);
    requeue(next, now);
  }

  /** Back to PENDING in the queue of the next provider, this one's outcome being unknown. */
  void failOverUnknown(String reason, String next, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().loseTrack(reason, now);
    requeue(next, now);
  }

  /** Back to PENDING in the queue of the next provider; what this one took is not to be found. */
  void failOverUntold(String reason, String next, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().acceptUntold(reason, now);
    requeue(next, now);
  }

  /**
   * Back to PENDING in the queue of the next provider, as its route says of time-outs; what this
   * one still delivers is stored and billed.
   */
  void failOverLate(WatchPolicy watch, String next, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().timeOut(now);
    attempt().watch(watch.next(now), watch.end(now));
    requeue(next, now);
  }

  /** Whether a task of this job failed at the provider that it is at before this one did. */
  boolean failedSoBefore(FailureClass failure) {
    return attempts.subList(0, attempts.size() - 1).stream()
        .anyMatch(one -> one.provider().equals(provider) && one.failureClass() == failure);
  }

  /** PROCESSING to FAILED: no provider is left, or none would help. */
  void fail(ProviderSnapshot.Failed failure, ErrorCode code, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().fail(failure, now);
    settle(JobStatus.FAILED, code, failure.message(), now);
  }

  /** PROCESSING to FAILED: whether the provider accepted it is not known, and no other is left. */
  void failUnknown(String reason, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().loseTrack(reason, now);
    settle(JobStatus.FAILED, ErrorCode.SUBMISSION_UNKNOWN, reason, now);
  }

  /** PROCESSING to FAILED: it was accepted, as which task is not told, and no other is left. */
  void failUntold(String reason, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().acceptUntold(reason, now);
    settle(JobStatus.FAILED, ErrorCode.SUBMISSION_UNKNOWN, reason, now);
  }

  /**
   * PROCESSING to FAILED: whoever makes or decodes it is not heard of again.
   *
   * @param cost what was delivered cost; null if nothing was
   */
  void quarantine(String reason, @Nullable ProviderCost cost, Instant now) {
    require(JobStatus.PROCESSING);
    attempt()
        .endInVain(
            new ProviderSnapshot.Failed(FailureClass.INVALID_OUTPUT, null, reason, cost), now);
    settle(JobStatus.FAILED, ErrorCode.QUARANTINED, reason, now);
  }

  /**
   * PROCESSING to FAILED: the provider delivered, but the result cannot be kept now. It is paid
   * for, so it is fetched again until it can.
   */
  void failToKeep(ErrorCode code, String reason, ProviderCost cost, Instant again, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().succeed(cost, now);
    attempt().watch(again, null);
    settle(JobStatus.FAILED, code, reason, now);
  }

  /** PROCESSING to FAILED: nothing was made, because the store could not be written. */
  void failToStore(ErrorCode code, String reason, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().fail(new ProviderSnapshot.Failed(FailureClass.TRANSIENT, null, reason), now);
    settle(JobStatus.FAILED, code, reason, now);
  }

  /**
   * PROCESSING to TIMED_OUT: the deadline passed and the last poll found it still running. Its
   * attempt is watched: what still comes of it is stored and billed.
   */
  void timeOut(WatchPolicy watch, Instant now) {
    require(JobStatus.PROCESSING);
    attempt().timeOut(now);
    attempt().watch(watch.next(now), watch.end(now));
    String message =
        "The provider did not finish within "
            + Duration.ofMillis(timeoutMillis).toSeconds()
            + " s.";
    settle(JobStatus.TIMED_OUT, ErrorCode.PROVIDER_TIMEOUT, message, now);
  }

  /** PROCESSING to CANCELLING: its provider is told to stop, until then at most. */
  void beginToCancel(Instant giveUp, Instant now) {
    require(JobStatus.PROCESSING);
    status = JobStatus.CANCELLING;
    deadlineAt = giveUp;
    dueAt = now;
    release();
  }

  /** CANCELLING still: the provider is told once more. */
  void cancelAgain(Instant now) {
    require(JobStatus.CANCELLING);
    dueAt = now.plusMillis(pollIntervalMillis);
    release();
  }

  /** CANCELLING to CANCELLED: its provider stopped it. */
  void stopped(ProviderCost charged, Instant now) {
    require(JobStatus.CANCELLING);
    attempt().stop(charged, now);
    settle(JobStatus.CANCELLED, ErrorCode.CANCELLED, "It was cancelled.", now);
  }

  /** CANCELLING to CANCELLED: its provider did not stop it, so what comes of it is watched. */
  void cancelUnstopped(WatchPolicy watch, Instant now) {
    require(JobStatus.CANCELLING);
    attempt().cancel(now);
    attempt().watch(now, watch.end(now));
    settle(JobStatus.CANCELLED, ErrorCode.CANCELLED, "It was cancelled.", now);
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
    settle(JobStatus.CANCELLED, ErrorCode.CANCELLED, "It was cancelled.", now);
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
   * A create that was given up while it was being sent was refused, as is known now: the attempt it
   * is of; empty where it is no such create.
   */
  Optional<Attempt> refusedAfterAll(UUID stage, Instant now) {
    Optional<Attempt> attempt =
        attempts.stream().filter(one -> one.isInDoubtAfterItsEnd(stage)).findFirst();
    attempt.ifPresent(one -> one.refusedAfterAll(now));
    return attempt;
  }

  private void requeue(String queue, Instant at) {
    if (held != null) {
      held = held.subtract(Commitments.of(this, attempt())).max(BigDecimal.ZERO);
    }
    status = JobStatus.PENDING;
    provider = queue;
    providerJobId = null;
    deadlineAt = null;
    dueAt = at;
    faults = 0;
    release();
  }

  private void settle(JobStatus settled, ErrorCode code, String message, Instant now) {
    errorCode = code;
    errorMessage = message;
    errorProvider = provider;
    settle(settled, now);
  }

  private void settle(JobStatus settled, Instant now) {
    status = settled;
    settledAt = now;
    dueAt = null;
    faults = 0;
    release();
  }

  private void release() {
    leaseOwner = null;
    leaseUntil = null;
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

  /** What is kept back for the try that is coming or under way; null where it is not counted. */
  @Nullable BigDecimal held() {
    return held;
  }

  @Nullable String heldCurrency() {
    return heldCurrency;
  }

  Optional<String> nextProvider() {
    return Route.of(route).after(provider);
  }

  QueueKey queue() {
    return new QueueKey(tenant(), provider, kind);
  }

  @Nullable UUID retryOf() {
    return retryOf;
  }

  public UUID id() {
    return id;
  }

  public TenantId tenant() {
    return new TenantId(tenant);
  }

  public RunId run() {
    return new RunId(run);
  }

  public StepId step() {
    return new StepId(step);
  }

  public String skill() {
    return skill;
  }

  public JobStatus status() {
    return status;
  }

  List<String> route() {
    return Route.of(route).providers();
  }

  /** Who was configured for it and could not make it. */
  List<Candidate> passedOver() {
    return Candidate.read(passedOver);
  }

  Priority priority() {
    return Priority.ofRank(priority);
  }

  MediaKind kind() {
    return kind;
  }

  /**
   * What is to be made.
   *
   * @throws UnreadableRequestException if what is stored cannot be read
   */
  GenerationRequest request() {
    if (request == null) {
      request = RequestConverter.read(id, Objects.requireNonNull(requestText));
    }
    return request;
  }

  @Nullable String metadata() {
    return metadata;
  }

  long version() {
    return version;
  }

  int faults() {
    return faults;
  }

  @Nullable Instant dueAt() {
    return dueAt;
  }

  Instant createdAt() {
    return createdAt;
  }

  @Nullable Instant startedAt() {
    return startedAt;
  }

  Instant startedAtOrCreation() {
    return startedAt == null ? createdAt : startedAt;
  }

  @Nullable Instant settledAt() {
    return settledAt;
  }

  @Nullable Instant deadlineAt() {
    return deadlineAt;
  }

  Optional<JobError> error() {
    return errorCode == null || errorMessage == null
        ? Optional.empty()
        : Optional.of(
            new JobError(errorCode.name(), errorMessage, errorProvider, errorCode.retryable()));
  }
}
