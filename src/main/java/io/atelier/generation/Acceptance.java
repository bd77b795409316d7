package io.atelier.generation;

import io.atelier.artifact.StorageQuota;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.Providers;
import io.atelier.run.RunId;
import io.atelier.run.Runs;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The transactions in which orders become jobs; they end before a job is looked at. */
@Dependent
class Acceptance {
  private final StorageQuota quota;
  private final JobStore jobs;
  private final JobViews views;
  private final Runs runs;
  private final Providers providers;
  private final GenerationSettings settings;
  private final IdempotencyKeys keys;
  private final Jsonb json;
  private final Clock clock;

  @Inject
  Acceptance(
      StorageQuota quota,
      JobStore jobs,
      JobViews views,
      Runs runs,
      Providers providers,
      GenerationSettings settings,
      IdempotencyKeys keys,
      Jsonb json,
      Clock clock) {
    this.quota = quota;
    this.jobs = jobs;
    this.views = views;
    this.runs = runs;
    this.providers = providers;
    this.settings = settings;
    this.keys = keys;
    this.json = json;
    this.clock = clock;
  }

  @Transactional
  Accepted commit(JobOrder order) {
    return accept(order);
  }

  @Transactional
  Named commit(JobOrder order, IdempotencyKey key) {
    Optional<JobIntake.Answer> given = keys.claim(order.tenant(), key);
    if (given.isPresent()) {
      return new Named(given.get(), Optional.empty());
    }
    Accepted accepted = accept(order);
    String text = json.toJson(accepted.view());
    keys.remember(order.tenant(), key, new JobIntake.Answer(accepted.view().id(), text, false));
    return new Named(
        new JobIntake.Answer(accepted.view().id(), text, false), Optional.of(accepted.queue()));
  }

  @Transactional
  Accepted retry(TenantId tenant, UUID id, boolean possibleChargeAccepted) {
    GenerationJob before =
        jobs.findLocked(id, tenant)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ErrorCode.NOT_FOUND, "No job has this id, or it is not yours."));
    if (!before.status().isFinal() || before.status() == JobStatus.COMPLETED) {
      throw new ProblemException(
          ErrorCode.JOB_NOT_RETRYABLE,
          "The job is " + before.status() + "; only one that ended without a result is retried.");
    }
    if (before.mayBeCharged() && !possibleChargeAccepted) {
      throw new ProblemException(
          ErrorCode.POSSIBLE_CHARGE,
          "accept_possible_charge",
          "A provider may still deliver and charge for this job; repeat with"
              + " {\"accept_possible_charge\":true} to have it made, and perhaps paid, once more.");
    }
    return add(
        before.run(),
        before.step(),
        tenant,
        before.skill(),
        before.again(
            route(before.request()), settings.policy(before.request().kind()), clock.instant()));
  }

  private Accepted accept(JobOrder order) {
    KindPolicy policy = settings.policy(order.request().kind());
    return add(
        order.run(),
        order.step(),
        order.tenant(),
        order.skill(),
        new GenerationJob(order, route(order.request()), policy, clock.instant()));
  }

  private Accepted add(RunId run, StepId step, TenantId tenant, String skill, GenerationJob job) {
    quota.require(tenant);
    runs.open(tenant, run, step, skill);
    if (jobs.hasLiveJob(tenant, run, step)) {
      throw new ProblemException(
          ErrorCode.STEP_IN_PROGRESS,
          "step",
          "This step has a job that is not settled; wait for it, or name another step.");
    }
    jobs.add(job);
    jobs.flush();
    return new Accepted(views.of(job), job.queue());
  }

  private Route route(GenerationRequest request) {
    List<String> configured = settings.policy(request.kind()).providers();
    return new Route(
        configured.stream()
            .filter(
                name ->
                    providers
                        .find(name)
                        .filter(p -> p.available() && p.refusal(request).isEmpty())
                        .isPresent())
            .toList());
  }

  /** A job that was just committed, and the queue it waits in. */
  record Accepted(JobView view, QueueKey queue) {}

  /** The answer to a request that named itself; no queue where nothing new waits. */
  record Named(JobIntake.Answer answer, Optional<QueueKey> queue) {}
}
