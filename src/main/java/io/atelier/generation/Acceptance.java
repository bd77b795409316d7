package io.atelier.generation;

import io.atelier.artifact.References;
import io.atelier.artifact.StorageQuota;
import io.atelier.cost.Budgets;
import io.atelier.cost.Commitment;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.ProblemException;
import io.atelier.provider.GenerationRequest;
import io.atelier.run.NewStep;
import io.atelier.run.Runs;
import io.atelier.telemetry.LogContext;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The transactions in which orders become jobs; they end before a job is looked at. */
@Dependent
class Acceptance {
  private final StorageQuota quota;
  private final JobStore jobs;
  private final JobRows rows;
  private final JobViews views;
  private final Runs runs;
  private final Routes routes;
  private final Policies policies;
  private final IdempotencyKeys keys;
  private final Jsonb json;
  private final Clock clock;
  @Inject JobEvents events;
  @Inject References references;
  @Inject JobFunds funds;
  @Inject Budgets budgets;

  @Inject
  Acceptance(
      StorageQuota quota,
      JobStore jobs,
      JobRows rows,
      JobViews views,
      Runs runs,
      Routes routes,
      Policies policies,
      IdempotencyKeys keys,
      Jsonb json,
      Clock clock) {
    this.quota = quota;
    this.jobs = jobs;
    this.rows = rows;
    this.views = views;
    this.runs = runs;
    this.routes = routes;
    this.policies = policies;
    this.keys = keys;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What an order becomes when it is committed.
   *
   * @throws ProblemException if it cannot be accepted
   */
  List<GenerationJob> prepare(JobOrder order) {
    quota.require(order.tenant());
    return affordable(List.of(job(order)));
  }

  /**
   * What orders of one tenant that came together, at least one, become when they are committed.
   *
   * @throws ProblemException if they cannot be accepted, naming the one that cannot
   */
  List<GenerationJob> prepareAll(List<JobOrder> orders) {
    quota.require(orders.get(0).tenant());
    List<GenerationJob> jobs = new ArrayList<>();
    for (JobOrder order : orders) {
      try {
        jobs.add(job(order));
      } catch (ProblemException e) {
        throw e.within(JobBatch.path(jobs.size()));
      }
    }
    return affordable(jobs);
  }

  private List<GenerationJob> affordable(List<GenerationJob> jobs) {
    budgets.expect(JobFunds.commitments(jobs)); // sooner than in a transaction with others
    return jobs;
  }

  /** Several requests' jobs: all of them, or none if one's cannot be. */
  @Transactional
  List<GroupCommit.Outcome<List<Accepted>>> commit(List<List<GenerationJob>> requests) {
    Map<UUID, Accepted> accepted = new HashMap<>();
    // Where several are refused each is repeated alone.
    Consumer<List<Commitment>> reservation =
        requests.size() == 1 ? budgets::reserve : budgets::reserveTogether;
    add(requests.stream().flatMap(List::stream).toList(), reservation)
        .forEach(one -> accepted.put(one.view().id(), one));
    List<GroupCommit.Outcome<List<Accepted>>> outcomes = new ArrayList<>();
    for (List<GenerationJob> request : requests) {
      outcomes.add(
          new GroupCommit.Outcome.Done<>(
              request.stream()
                  .map(job -> Objects.requireNonNull(accepted.get(job.id())))
                  .toList()));
    }
    return outcomes;
  }

  @Transactional
  Named commit(JobOrder order, IdempotencyKey key) {
    return once(order.tenant(), key, () -> add(prepare(order)), jobs -> jobs.get(0));
  }

  /** All of them or none, and once. */
  @Transactional
  Named commit(List<JobOrder> orders, IdempotencyKey key) {
    return once(orders.get(0).tenant(), key, () -> add(prepareAll(orders)), JobBatch::new);
  }

  private Named once(
      TenantId tenant,
      IdempotencyKey key,
      Supplier<List<Accepted>> acceptance,
      Function<List<JobView>, Object> form) {
    Optional<JobIntake.Answer> given = keys.claim(tenant, key);
    if (given.isPresent()) {
      return new Named(given.get(), List.of());
    }
    List<Accepted> accepted = acceptance.get();
    List<JobView> shown = accepted.stream().map(Accepted::view).toList();
    JobIntake.Answer answer =
        new JobIntake.Answer(shown.get(0).id(), json.toJson(form.apply(shown)), false);
    keys.remember(tenant, key, answer);
    return new Named(answer, accepted.stream().map(Accepted::queue).toList());
  }

  @Transactional
  Accepted retry(TenantId tenant, UUID id, boolean possibleChargeAccepted) {
    budgets.hold(List.of(tenant));
    GenerationJob before = jobs.findLocked(id, tenant).orElseThrow(UnknownJobException::new);
    if (!before.status().isFinal() || before.status() == JobStatus.COMPLETED) {
      throw new ProblemException(
          ErrorCode.JOB_NOT_RETRYABLE,
          "The job is " + before.status() + "; only one that ended without a result is retried.");
    }
    if (jobs.isSuperseded(id)) {
      throw new ProblemException(
          ErrorCode.JOB_NOT_RETRYABLE,
          "The job's step has a newer job already, which says how the step stands.");
    }
    if (before.mayBeCharged() && !possibleChargeAccepted) {
      throw new ProblemException(
          ErrorCode.POSSIBLE_CHARGE,
          "accept_possible_charge",
          "A provider may still deliver and charge for this job; repeat with"
              + " {\"accept_possible_charge\":true} to have it made, and perhaps paid, once more.");
    }
    GenerationJob again =
        before
            .again(
                route(tenant, before.request(), before.spec().route().providers()),
                policies.of(tenant, before.request().kind()),
                clock.instant())
            .within(LogContext.trace());
    quota.require(tenant);
    return add(List.of(again)).get(0);
  }

  private GenerationJob job(JobOrder order) {
    KindPolicy policy = policies.of(order.tenant(), order.request().kind());
    List<String> configured = policies.of(order.tenant(), order.request().kind()).providers();
    if (!configured.containsAll(order.providers())) {
      throw new InvalidFieldException(
          "providers", "must be among " + String.join(", ", configured));
    }
    UUID reference = order.request().reference();
    if (reference != null && !references.has(order.tenant(), reference)) {
      throw new InvalidFieldException(
          "input.reference_artifact",
          "must be the id of an artifact of yours that is a PNG, JPEG or WebP image");
    }
    Route route = route(order.tenant(), order.request(), order.providers());
    GenerationJob job =
        new GenerationJob(order, route, policy, clock.instant()).within(LogContext.trace());
    funds.hold(job);
    return job;
  }

  private List<Accepted> add(List<GenerationJob> accepted) {
    return add(accepted, budgets::reserve);
  }

  private List<Accepted> add(List<GenerationJob> accepted, Consumer<List<Commitment>> reservation) {
    // In one order for everybody who asks for several, or two could wait for each other.
    List<GenerationJob> ordered =
        accepted.stream()
            .sorted(
                Comparator.comparing((GenerationJob job) -> job.tenant().value())
                    .thenComparing(job -> job.run().value())
                    .thenComparing(job -> job.step().value()))
            .toList();
    budgets.hold(ordered.stream().map(GenerationJob::tenant).toList());
    funds.holdAll(ordered);
    runs.open(
        ordered.stream()
            .map(job -> new NewStep(job.tenant(), job.run(), job.step(), job.spec().skill()))
            .toList());
    List<GenerationJob> added = added(ordered);
    events.record(added.stream().map(job -> new Told(job, null)).toList());
    List<JobView> shown = views.of(accepted);
    reservation.accept(JobFunds.commitments(added));
    return IntStream.range(0, shown.size())
        .mapToObj(i -> new Accepted(shown.get(i), accepted.get(i).queue()))
        .toList();
  }

  // Without those that are there: a commit may have come to pass although it seemed to fail.
  private List<GenerationJob> added(List<GenerationJob> jobsInOrder) {
    List<GenerationJob> added = new ArrayList<>(jobsInOrder);
    List<Boolean> isNew = rows.add(jobsInOrder);
    for (int i = isNew.size() - 1; i >= 0; i--) {
      if (!isNew.get(i) && !jobs.isThere(added.remove(i).id())) {
        throw new ProblemException(
            ErrorCode.STEP_IN_PROGRESS,
            "step",
            "The step %s has a job that is not settled; wait for it, or name another step."
                .formatted(jobsInOrder.get(i).step().value()));
      }
    }
    return added;
  }

  // Of the configured route those that can make it, and of these those that were asked for, if any.
  private Route route(TenantId tenant, GenerationRequest request, List<String> only) {
    return Route.among(routes.of(tenant, request, only));
  }

  /** A job that was just committed, and the queue it waits in. */
  record Accepted(JobView view, QueueKey queue) {}

  /**
   * The answer to a request that named itself.
   *
   * @param accepted the queue of each new job; none where it was answered before
   */
  record Named(JobIntake.Answer answer, List<QueueKey> accepted) {
    Set<QueueKey> queues() {
      return new LinkedHashSet<>(accepted);
    }
  }
}
