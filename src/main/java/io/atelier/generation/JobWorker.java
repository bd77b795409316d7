package io.atelier.generation;

import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.BrokenMediaException;
import io.atelier.artifact.InspectedFile;
import io.atelier.artifact.StagedFiles;
import io.atelier.artifact.StorageException;
import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Providers;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.WorkspaceException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Does the next exchange of a job in hand with its provider, and writes what it came to. */
@Dependent
class JobWorker {
  private final Providers providers;
  private final Transitions transitions;
  private final ArtifactStore artifacts;
  private final Clock clock;

  @Inject
  JobWorker(Providers providers, Transitions transitions, ArtifactStore artifacts, Clock clock) {
    this.providers = providers;
    this.transitions = transitions;
    this.artifacts = artifacts;
    this.clock = clock;
  }

  /** Moves the job on by one exchange; answers the status it has then. */
  JobStatus perform(Work work) {
    ProviderAdapter provider =
        providers
            .find(work.queue().provider())
            .orElseThrow(() -> new IllegalStateException("no provider " + work.queue().provider()));
    try (StagedFiles scratch = artifacts.stage()) {
      return settle(work, exchange(work, provider, scratch), scratch);
    } catch (StorageException e) {
      return transitions.storageFailed(work, e, provider.estimate(work.request()));
    } catch (WorkspaceException e) {
      return transitions.storageFailed(
          work, StorageException.of(e.reason()), provider.estimate(work.request()));
    }
  }

  private ProviderSnapshot exchange(Work work, ProviderAdapter provider, StagedFiles scratch) {
    if (work.handle().isPresent()) {
      return provider.poll(work.handle().get(), work.request(), scratch::newFile);
    }
    if (work.repeated() && !mayRepeat(provider.guarantee())) {
      return new ProviderSnapshot.Unknown("the node stopped while the create was being sent");
    }
    if (!clock.instant().isBefore(work.leaseUntil())) {
      // Paused for longer than its lease: someone else may be sending this very create.
      throw new LostLeaseException(work.job());
    }
    return submit(work, provider, scratch);
  }

  private static ProviderSnapshot submit(Work work, ProviderAdapter provider, StagedFiles scratch) {
    try {
      return provider.submit(
          new Submission(work.stage().toString(), work.request(), scratch::newFile));
    } catch (WorkspaceException | StorageException e) {
      throw e;
    } catch (RuntimeException e) {
      return new ProviderSnapshot.Unknown("the create call ended with " + e);
    }
  }

  // The others' outcome cannot be told apart from never having been sent.
  private static boolean mayRepeat(SubmissionGuarantee guarantee) {
    return switch (guarantee) {
      case REPLAY, REJECT -> true;
      case LOOKUP, NONE -> false;
    };
  }

  private JobStatus settle(Work work, ProviderSnapshot snapshot, StagedFiles scratch) {
    return switch (snapshot) {
      case ProviderSnapshot.Running r -> transitions.running(work, r.handle());
      case ProviderSnapshot.Failed f -> transitions.failed(work, f);
      case ProviderSnapshot.Unknown u -> transitions.unknown(work, u.reason());
      case ProviderSnapshot.Succeeded s -> keep(work, s, scratch);
    };
  }

  private JobStatus keep(Work work, ProviderSnapshot.Succeeded success, StagedFiles scratch) {
    InspectedFile file;
    try {
      file = artifacts.inspect(scratch, success.files().get(0));
    } catch (BrokenMediaException e) {
      return transitions.failed(work, invalidOutput(String.valueOf(e.getMessage())));
    }
    Optional<String> objection = Results.objection(work.request(), file);
    return objection.isPresent()
        ? transitions.failed(work, invalidOutput(objection.get()))
        : transitions.complete(work, file, success.cost());
  }

  private static ProviderSnapshot.Failed invalidOutput(String message) {
    return new ProviderSnapshot.Failed(FailureClass.INVALID_OUTPUT, null, message);
  }
}
