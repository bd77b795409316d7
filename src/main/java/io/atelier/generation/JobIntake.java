package io.atelier.generation;

import io.atelier.problem.ProblemException;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Accepts orders: once this returns, the job is committed and cannot be lost. */
@Dependent
public class JobIntake {
  private final Acceptance acceptance;
  private final NewRequests requests;
  private final Dispatcher dispatcher;
  @Inject JobMetrics metrics;

  @Inject
  JobIntake(Acceptance acceptance, NewRequests requests, Dispatcher dispatcher) {
    this.acceptance = acceptance;
    this.requests = requests;
    this.dispatcher = dispatcher;
  }

  /**
   * Accepts an order and sets about it at once.
   *
   * @throws ProblemException {@code NO_PROVIDER} if nobody can make it, {@code STEP_IN_PROGRESS} if
   *     the step has a job that is not settled
   */
  public JobView accept(JobOrder order) {
    return accepted(acceptance.prepare(order)).jobs().get(0);
  }

  /**
   * The same for a request that names itself: repeated, it is answered as it was the first time,
   * and nothing more is made.
   *
   * @throws ProblemException also {@code REQUEST_IN_PROGRESS} and {@code IDEMPOTENCY_KEY_REUSED}
   */
  public Answer accept(JobOrder order, IdempotencyKey key) {
    Acceptance.Named named = acceptance.commit(order, key);
    named.accepted().forEach(metrics::accepted);
    named.queues().forEach(dispatcher::wake);
    return named.answer();
  }

  /**
   * Accepts several orders of one tenant, all or none.
   *
   * @param orders at least one
   */
  public JobBatch accept(List<JobOrder> orders) {
    return accepted(acceptance.prepareAll(orders));
  }

  private JobBatch accepted(List<GenerationJob> jobs) {
    List<Acceptance.Accepted> accepted = requests.commit(jobs);
    accepted.stream().map(Acceptance.Accepted::queue).forEach(metrics::accepted);
    accepted.stream().map(Acceptance.Accepted::queue).distinct().forEach(dispatcher::wake);
    return new JobBatch(accepted.stream().map(Acceptance.Accepted::view).toList());
  }

  /** The same for a request that names itself. */
  public Answer accept(List<JobOrder> orders, IdempotencyKey key) {
    Acceptance.Named named = acceptance.commit(orders, key);
    named.accepted().forEach(metrics::accepted);
    named.queues().forEach(dispatcher::wake);
    return named.answer();
  }

  /**
   * Makes what a job was to make once more, as a new job that names the one before.
   *
   * @param possibleChargeAccepted whether the client knows that the first may be charged too
   * @throws ProblemException {@code NOT_FOUND}, {@code JOB_NOT_RETRYABLE} or {@code
   *     POSSIBLE_CHARGE}
   */
  JobView retry(TenantId tenant, UUID job, boolean possibleChargeAccepted) {
    Acceptance.Accepted accepted = acceptance.retry(tenant, job, possibleChargeAccepted);
    metrics.accepted(accepted.queue());
    dispatcher.wake(accepted.queue());
    return accepted.view();
  }

  /**
   * What a request is answered.
   *
   * @param job the job, or the first of several
   * @param json what was answered when it was accepted
   * @param replayed whether it was accepted by an earlier request
   */
  public record Answer(UUID job, String json, boolean replayed) {}
}
