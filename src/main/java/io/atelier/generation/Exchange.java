package io.atelier.generation;

import io.atelier.artifact.StorageException;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.Workspace;
import io.atelier.provider.WorkspaceException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;

/** One call to a provider: a create, if it may be made, or a poll. */
@Dependent
class Exchange {
  private static final Logger LOG = System.getLogger(Exchange.class.getName());
  // Less of a lease than this is asked for again before something is sent that costs money.
  private static final Duration SAFE = Duration.ofSeconds(3);

  private final Admission admission;
  private final Clock clock;

  @Inject
  Exchange(Admission admission, Clock clock) {
    this.admission = admission;
    this.clock = clock;
  }

  /**
   * How the job stands at the provider after the call.
   *
   * @throws LostLeaseException if somebody else may be sending this very create
   */
  ProviderSnapshot with(ProviderAdapter provider, Work work, Workspace workspace) {
    if (work.handle().isPresent()) {
      return poll(provider, work.handle().get(), work.request(), workspace);
    }
    if (work.repeated() && !mayRepeat(provider.guarantee())) {
      return new ProviderSnapshot.Unknown("the node stopped while the create was being sent");
    }
    if (!clock.instant().isBefore(work.leaseUntil().minus(SAFE)) && !admission.confirm(work)) {
      throw new LostLeaseException(work.job());
    }
    return submit(provider, work, workspace);
  }

  /** How a watched attempt stands at the provider. */
  ProviderSnapshot look(ProviderAdapter provider, Watched watched, Workspace workspace) {
    return poll(provider, watched.handle(), watched.request(), workspace);
  }

  private static ProviderSnapshot poll(
      ProviderAdapter provider,
      ProviderHandle handle,
      GenerationRequest request,
      Workspace workspace) {
    try {
      return provider.poll(handle, request, workspace);
    } catch (WorkspaceException | StorageException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A poll of " + provider.name() + " " + handle.id() + " failed", e);
      return new ProviderSnapshot.Failed(
          FailureClass.TRANSIENT, null, "the poll ended with " + e.getClass().getSimpleName());
    }
  }

  private static ProviderSnapshot submit(ProviderAdapter provider, Work work, Workspace workspace) {
    try {
      return provider.submit(new Submission(work.stage().toString(), work.request(), workspace));
    } catch (WorkspaceException | StorageException e) {
      throw e;
    } catch (RuntimeException e) {
      if (mayRepeat(provider.guarantee())) {
        throw e; // the lease runs out, and it is simply made again
      }
      LOG.log(Level.WARNING, "The create of job " + work.job() + " has no known outcome", e);
      // The exception's own words may hold addresses with keys in them.
      return new ProviderSnapshot.Unknown(
          "the create call ended with " + e.getClass().getSimpleName());
    }
  }

  // The others' outcome cannot be told apart from never having been sent; and who refuses a repeat
  // has accepted the first.
  private static boolean mayRepeat(SubmissionGuarantee guarantee) {
    return switch (guarantee) {
      case REPLAY -> true;
      case REJECT, LOOKUP, NONE -> false;
    };
  }
}
