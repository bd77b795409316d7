package io.atelier.generation;

import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.BrokenMediaException;
import io.atelier.artifact.StagedFiles;
import io.atelier.artifact.StorageException;
import io.atelier.problem.ProblemException;
import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Providers;
import io.atelier.provider.TaskCancellation.Cancellation;
import io.atelier.provider.WorkspaceException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does the next exchange of a job in hand with its provider, and writes what it came to. */
@Dependent
class JobWorker {
  private static final Logger LOG = System.getLogger(JobWorker.class.getName());

  private final Providers providers;
  private final Exchange exchange;
  private final Transitions transitions;
  private final WorkInHand inHand;
  private final LaterCreates laterCreates;
  private final ProviderAccounts accounts;
  private final TroubledProviders troubled;
  private final ArtifactStore artifacts;
  private final Workspaces workspaces;
  private final ResultFiles results;
  private final GenerationSettings settings;
  private final Clock clock;
  @Inject PaidHandles handles;
  @Inject LateAnswers lateAnswers;
  @Inject Funding funding;
  @Inject JobTraces traces;
  @Inject CallMetrics calls;
  @Inject CallCharges charges;
  @Inject Leases leases;
  @Inject Survived survived;

  @Inject
  JobWorker(
      Providers providers,
      Exchange exchange,
      Transitions transitions,
      WorkInHand inHand,
      LaterCreates laterCreates,
      ProviderAccounts accounts,
      TroubledProviders troubled,
      ArtifactStore artifacts,
      Workspaces workspaces,
      ResultFiles results,
      GenerationSettings settings,
      Clock clock) {
    this.providers = providers;
    this.exchange = exchange;
    this.transitions = transitions;
    this.inHand = inHand;
    this.laterCreates = laterCreates;
    this.accounts = accounts;
    this.troubled = troubled;
    this.artifacts = artifacts;
    this.workspaces = workspaces;
    this.results = results;
    this.settings = settings;
    this.clock = clock;
  }

  /** Moves the job on by one exchange; answers the status it has then. */
  JobStatus perform(Work work) {
    try (CallCharges.Counting calling = charges.begin(work.queue().provider())) {
      calling.counted(1); // when it was admitted, or taken
      return moveOn(work);
    }
  }

  private JobStatus moveOn(Work work) {
    Optional<ProviderAdapter> provider = providers.find(work.queue().provider());
    if (work.cancelling()) {
      return cancel(work, provider);
    }
    if (provider.isEmpty()) {
      return withoutProvider(work, "the provider is no longer set up");
    }
    if (work.create().prepared()) {
      return performPrepared(work);
    }
    if (isMadeAgainInVain(work, provider.get())) {
      return transitions.timedOut(work);
    }
    if (isTooLateToSend(work, provider.get())) {
      return transitions.failed(work, Exchange.TOO_LATE);
    }
    if (provider.get().inProcess() && endsNodes(work)) {
      return transitions.quarantined(work, List.of(), null);
    }
    try (StagedFiles scratch = artifacts.stage()) {
      Instant asked = clock.instant();
      ProviderSnapshot snapshot =
          asked(provider.get(), work, workspace(scratch, work, provider.get()));
      boolean sent = Exchange.sends(provider.get(), work.create(), work.repeated());
      count(work, sent, snapshot, asked);
      if (snapshot instanceof ProviderSnapshot.Succeeded) {
        traces.made(work, asked);
      }
      JobStatus status = settle(provider.get(), work, snapshot, scratch);
      if (sent) {
        observe(work.queue().provider(), snapshot);
      } else if (snapshot instanceof ProviderSnapshot.Failed failed) {
        slowDown(work.queue().provider(), failed);
      }
      return status;
    } catch (ReferenceGoneException e) {
      String reason = String.valueOf(e.getMessage());
      return isInDoubt(work, provider.get())
          ? transitions.unknown(work, reason)
          : transitions.failed(work, failed(FailureClass.INVALID_INPUT, reason, null));
    } catch (StorageException e) {
      return notStored(work, provider.get(), e);
    } catch (WorkspaceException e) {
      return notStored(work, provider.get(), StorageException.of(e.reason()));
    }
  }

  // An error, such as for want of memory, may end the node another time: what it was counted for
  // stays so.
  private ProviderSnapshot asked(ProviderAdapter provider, Work work, Scratch workspace) {
    try {
      return exchange.with(provider, work, workspace);
    } catch (Error e) {
      leases.clear(work);
      throw e;
    }
  }

  private JobStatus withoutProvider(Work work, String reason) {
    return work.isInDoubt()
        ? transitions.unknown(work, reason)
        : transitions.failed(work, failed(FailureClass.TRANSIENT, reason, null));
  }

  // What is made in this process was certainly not sent.
  private static boolean isInDoubt(Work work, ProviderAdapter provider) {
    return work.isInDoubt() && !provider.inProcess();
  }

  // Our own store says nothing of a create that was sent before.
  private JobStatus notStored(Work work, ProviderAdapter provider, StorageException failure) {
    return isInDoubt(work, provider)
        ? transitions.unknown(work, String.valueOf(failure.getMessage()))
        : transitions.notStored(work, failure);
  }

  // The intent first, then the call, in this thread: a crash in between leaves a create of unknown
  // outcome, as with the first.
  private JobStatus performPrepared(Work work) {
    if (!clock.instant().isBefore(work.deadline())) {
      return transitions.timedOut(work);
    }
    Work funded;
    try {
      funded = funding.fundStage(work);
    } catch (ProblemException e) {
      return transitions.unaffordable(work, e);
    }
    return laterCreates.begin(funded).map(this::performBegun).orElse(JobStatus.PROCESSING);
  }

  // Whoever has the job in hand knows it by the version before.
  private JobStatus performBegun(Work work) {
    try {
      return moveOn(work);
    } catch (RuntimeException | Error e) {
      survived.see(work);
      throw e;
    } finally {
      leases.clear(work);
    }
  }

  private JobStatus cancel(Work work, Optional<ProviderAdapter> provider) {
    Optional<Cancellation> answer =
        provider.isEmpty() || work.handle().isEmpty()
            ? Optional.empty()
            : Exchange.cancel(provider.get(), work.handle().get());
    return transitions.cancelled(work, answer.orElseGet(() -> new Cancellation.Refused("")));
  }

  // Only where a repetition is all there is to it: elsewhere a create without an answer may have
  // been paid, and that is found out, whatever the time.
  private boolean isMadeAgainInVain(Work work, ProviderAdapter provider) {
    return work.repeated()
        && work.handle().isEmpty()
        && provider.inProcess()
        && !clock.instant().isBefore(work.deadline());
  }

  // Whoever was to send it stopped or died before: it has its time yet, from its next slot on.
  private boolean isTooLateToSend(Work work, ProviderAdapter provider) {
    return work.handle().isEmpty()
        && !work.create().begun()
        && !provider.inProcess()
        && !clock.instant().isBefore(work.deadline());
  }

  private void count(Work work, boolean sent, ProviderSnapshot answer, Instant asked) {
    try {
      calls.count(work, sent, answer, Duration.between(asked, clock.instant()));
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "A call to " + work.queue().provider() + " is not counted", e);
    }
  }

  // Only when the answer is on record: nothing may come between a paid create and its handle.
  private void observe(String provider, ProviderSnapshot answer) {
    boolean isNews =
        troubled.contains(provider)
            || answer instanceof ProviderSnapshot.Failed
            || answer instanceof ProviderSnapshot.Unknown;
    if (!isNews) {
      return;
    }
    note(provider, () -> accounts.observe(provider, answer));
  }

  // A limit on questions is the account's, and not that of the job which met it.
  private void slowDown(String provider, ProviderSnapshot.Failed answer) {
    if (answer.failure().isThrottling() && !answer.isUnsent()) {
      note(provider, () -> accounts.slowDown(provider, answer.retryAfter()));
    }
  }

  private static void note(String provider, Runnable noting) {
    try {
      noting.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "How " + provider + " answers could not be noted", e);
    }
  }

  private boolean endsNodes(Work work) {
    return inHand.beginMaking(work) > settings.makingTries();
  }

  private JobStatus settle(
      ProviderAdapter provider, Work work, ProviderSnapshot snapshot, StagedFiles scratch) {
    return switch (snapshot) {
      case ProviderSnapshot.Running r ->
          accepted(work, r.handle(), () -> transitions.running(work, r.handle()));
      case ProviderSnapshot.Ready r ->
          accepted(work, r.handle(), () -> transitions.ready(work, r.handle(), r.reason()));
      case ProviderSnapshot.NextStage n -> transitions.nextStage(work, n);
      case ProviderSnapshot.Failed f -> failed(work, f);
      case ProviderSnapshot.Unknown u -> transitions.unknown(work, u.reason());
      case ProviderSnapshot.AcceptedBefore a -> transitions.acceptedUntold(work, a.reason());
      case ProviderSnapshot.Succeeded s -> succeeded(provider, work, s, scratch);
    };
  }

  private JobStatus accepted(Work work, ProviderHandle handle, Supplier<JobStatus> transition) {
    try {
      return transition.get();
    } catch (RuntimeException | Error e) {
      // Whoever has the job now, and whatever befell this thread: this task exists and may cost
      // money.
      handles.keep(work, handle, e);
      throw e;
    }
  }

  private static boolean wasCounted(ProviderAdapter provider, Work work) {
    boolean sent = work.handle().isEmpty() && !work.repeated() && !work.create().begun();
    return provider.inProcess() || sent;
  }

  private JobStatus failed(Work work, ProviderSnapshot.Failed failure) {
    try {
      return failure.failure() == FailureClass.TIMEOUT
          ? transitions.timedOut(work)
          : transitions.failed(work, failure);
    } catch (LostLeaseException e) {
      if (work.handle().isEmpty() && !work.repeated()) {
        lateAnswers.refused(work); // only this node knows that nothing came of it
      }
      throw e;
    }
  }

  // What was made here was counted before it was made, and what is the answer to a create before
  // that was sent.
  private JobStatus succeeded(
      ProviderAdapter provider,
      Work work,
      ProviderSnapshot.Succeeded success,
      StagedFiles scratch) {
    try {
      return !wasCounted(provider, work) && endsNodes(work)
          ? transitions.quarantined(
              work, results.unseen(work.request(), success.files(), scratch), success.cost())
          : keep(work, success, scratch);
    } catch (StorageException e) {
      return transitions.notKept(work, e, success.cost());
    }
  }

  private JobStatus keep(Work work, ProviderSnapshot.Succeeded success, StagedFiles scratch) {
    try {
      Instant begun = clock.instant();
      List<ResultFile> files = decoded(work, success, scratch);
      traces.fitted(work, begun);
      return transitions.complete(work, files, success.cost());
    } catch (BrokenMediaException e) {
      return transitions.failed(
          work,
          failed(FailureClass.INVALID_OUTPUT, String.valueOf(e.getMessage()), success.cost()));
    }
  }

  private List<ResultFile> decoded(
      Work work, ProviderSnapshot.Succeeded success, StagedFiles scratch) {
    try {
      return results.withLikenesses(work.request(), success, scratch);
    } catch (RuntimeException | Error e) {
      if (Results.isToBlame(e)) {
        leases.clear(work); // and so it is not taken back
      }
      throw e;
    }
  }

  private static ProviderSnapshot.Failed failed(
      FailureClass failure, String message, @Nullable ProviderCost charged) {
    return new ProviderSnapshot.Failed(failure, null, message, charged);
  }

  private Scratch workspace(StagedFiles scratch, Work work, ProviderAdapter provider) {
    return Exchange.sends(provider, work.create(), work.repeated())
        ? workspaces.forCreate(scratch, work.queue().tenant(), work.request())
        : workspaces.forLook(scratch, work.request());
  }
}
