package io.atelier.generation;

import io.atelier.artifact.StorageQuota;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.Providers;
import io.atelier.run.Runs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Accepts orders: once this returns, the job is committed and cannot be lost. */
@Dependent
public class JobIntake {
  private final Committer committer;
  private final Dispatcher dispatcher;

  @Inject
  JobIntake(Committer committer, Dispatcher dispatcher) {
    this.committer = committer;
    this.dispatcher = dispatcher;
  }

  /**
   * Accepts an order and sets about it at once.
   *
   * @throws ProblemException {@code QUOTA_EXCEEDED} if the tenant may keep no more, {@code
   *     NO_PROVIDER} if nobody can make it, {@code STEP_IN_PROGRESS} if the step has a job that is
   *     not settled
   */
  public JobView accept(JobOrder order) {
    Accepted accepted = committer.commit(order);
    dispatcher.wake(accepted.queue());
    return accepted.view();
  }

  private record Accepted(JobView view, QueueKey queue) {}

  /** The transaction of it, which ends before the job is looked at. */
  @Dependent
  static class Committer {
    private final StorageQuota quota;
    private final JobStore jobs;
    private final JobViews views;
    private final Runs runs;
    private final Providers providers;
    private final GenerationSettings settings;
    private final Clock clock;

    @Inject
    Committer(
        StorageQuota quota,
        JobStore jobs,
        JobViews views,
        Runs runs,
        Providers providers,
        GenerationSettings settings,
        Clock clock) {
      this.quota = quota;
      this.jobs = jobs;
      this.views = views;
      this.runs = runs;
      this.providers = providers;
      this.settings = settings;
      this.clock = clock;
    }

    @Transactional
    Accepted commit(JobOrder order) {
      quota.require(order.tenant());
      KindPolicy policy = settings.policy(order.request().kind());
      Route route = new Route(able(policy.providers(), order.request()));
      runs.open(order.tenant(), order.run(), order.step(), order.skill());
      if (jobs.hasLiveJob(order.tenant(), order.run(), order.step())) {
        throw new ProblemException(
            ErrorCode.STEP_IN_PROGRESS,
            "step",
            "This step has a job that is not settled; wait for it, or name another step.");
      }
      GenerationJob job = new GenerationJob(order, route, policy, clock.instant());
      jobs.add(job);
      jobs.flush();
      return new Accepted(views.of(job), job.queue());
    }

    private List<String> able(List<String> names, GenerationRequest request) {
      return names.stream()
          .filter(
              name ->
                  providers
                      .find(name)
                      .filter(p -> p.available() && p.refusal(request).isEmpty())
                      .isPresent())
          .toList();
    }
  }
}
