package io.atelier.generation;

import io.atelier.artifact.StorageException;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.PreparedCreate;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Submission;
import io.atelier.provider.TaskCancellation;
import io.atelier.provider.TaskCancellation.Cancellation;
import io.atelier.provider.TaskLookup.Finding;
import io.atelier.provider.Workspace;
import io.atelier.provider.WorkspaceException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call to a provider: a create, if it may be made, a look-up of one, or a poll. */
@Dependent
class Exchange {
  private static final Logger LOG = System.getLogger(Exchange.class.getName());

  /** The code of a failure that says that a create of unknown outcome was not accepted. */
  static final String NEVER_RECEIVED = "never_received";

  /** What comes of a create that its node did not come to send in its job's time. */
  static final ProviderSnapshot.Failed TOO_LATE =
      new ProviderSnapshot.Failed(
          FailureClass.TRANSIENT,
          ProviderSnapshot.Failed.TOO_LATE,
          "its node did not come to send it in time");

  // Less of a lease than this is asked for again before something is sent that costs money.
  private static final Duration SAFE = Duration.ofSeconds(3);

  private final WorkInHand inHand;
  private final BegunCreates begun;
  private final LookUps lookUps;
  private final GenerationSettings settings;
  private final Clock clock;

  @Inject
  Exchange(
      WorkInHand inHand,
      BegunCreates begun,
      LookUps lookUps,
      GenerationSettings settings,
      Clock clock) {
    this.inHand = inHand;
    this.begun = begun;
    this.lookUps = lookUps;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * How the job stands at the provider after the call.
   *
   * @throws LostLeaseException if somebody else may be sending this very create
   */
  ProviderSnapshot with(ProviderAdapter provider, Work work, Workspace workspace) {
    if (work.handle().isPresent()) {
      return poll(provider, work.handle().get(), work.request(), workspace, work.deadline());
    }
    if (!work.repeated()) {
      return submit(provider, work, workspace);
    }
    return switch (work.create().guarantee(provider)) {
      case REPLAY, REJECT -> repeated(submit(provider, work, workspace));
      case LOOKUP -> lookUp(provider, submission(work, workspace), work.create().submittedAt());
      case NONE -> new ProviderSnapshot.Unknown("the node stopped while the create was being sent");
    };
  }

  /**
   * How a watched attempt stands at the provider; one whose create has no known outcome is first
   * found out about.
   */
  ProviderSnapshot look(ProviderAdapter provider, Watched watched, Workspace workspace) {
    if (watched.handle().isPresent()) {
      return poll(provider, watched.handle().get(), watched.request(), workspace, null);
    }
    Submission submission = watched.create().submission(watched.request(), workspace, null);
    return switch (watched.create().guarantee(provider)) {
      case LOOKUP -> lookUp(provider, submission, watched.create().submittedAt());
      case REPLAY -> repeated(send(provider, submission.key(), provider.prepare(submission)));
      case REJECT, NONE -> new ProviderSnapshot.Unknown("there is no way to find out");
    };
  }

  /**
   * Whether a create is sent in an exchange about one.
   *
   * @param repeated whether it may have been sent before
   */
  static boolean sends(ProviderAdapter provider, Create create, boolean repeated) {
    return create.handle().isEmpty()
        && (!repeated
            || switch (create.guarantee(provider)) {
              case REPLAY, REJECT -> true;
              case LOOKUP, NONE -> false;
            });
  }

  // A repetition that is turned away for now says nothing of the first, which may have been
  // accepted.
  private static ProviderSnapshot repeated(ProviderSnapshot answer) {
    return answer instanceof ProviderSnapshot.Failed failed && !failed.failure().isOfTheRequest()
        ? new ProviderSnapshot.Unknown("the repeated create was refused: " + failed.message())
        : answer;
  }

  /** Tells the provider to stop a task; empty if it cannot be told. */
  static Optional<Cancellation> cancel(ProviderAdapter provider, ProviderHandle handle) {
    if (!(provider instanceof TaskCancellation canceller)) {
      return Optional.empty();
    }
    try {
      return Optional.of(canceller.cancel(handle));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, provider.name() + " " + handle.id() + " was perhaps not stopped", e);
      return Optional.of(new Cancellation.Unclear("it ended with " + e.getClass().getSimpleName()));
    }
  }

  // A list lags, and a create may still be on its way: only after a while is absence an answer.
  private ProviderSnapshot lookUp(
      ProviderAdapter provider, Submission submission, Instant submittedAt) {
    return switch (lookUps.find(provider, submission, submittedAt)) {
      case Finding.Found f -> new ProviderSnapshot.Running(f.handle());
      case Finding.Fitting f -> new ProviderSnapshot.Unknown("several tasks may be it");
      case Finding.Unclear u -> new ProviderSnapshot.Unknown(u.reason());
      case Finding.Absent a ->
          clock.instant().isBefore(submittedAt.plus(settings.lookUpGrace()))
              ? new ProviderSnapshot.Unknown("the provider does not list it, or not yet")
              : new ProviderSnapshot.Failed(
                  FailureClass.TRANSIENT, NEVER_RECEIVED, "the provider never received the create");
    };
  }

  private static ProviderSnapshot poll(
      ProviderAdapter provider,
      ProviderHandle handle,
      GenerationRequest request,
      Workspace workspace,
      @Nullable Instant deadline) {
    try {
      return provider.poll(handle, request, workspace, deadline);
    } catch (WorkspaceException | StorageException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A poll of " + provider.name() + " " + handle.id() + " failed", e);
      return new ProviderSnapshot.Failed(
          FailureClass.TRANSIENT, null, "the poll ended with " + e.getClass().getSimpleName());
    }
  }

  private ProviderSnapshot submit(ProviderAdapter provider, Work work, Workspace workspace) {
    PreparedCreate create = provider.prepare(submission(work, workspace));
    if (work.create().begun() || provider.inProcess()) {
      confirm(work);
    } else if (clock.instant().isBefore(work.deadline())) {
      begun.begin(work); // fails where the job was cancelled or taken while it was prepared
    } else {
      return TOO_LATE;
    }
    return send(provider, work.stage().toString(), create);
  }

  private void confirm(Work work) {
    if (!clock.instant().isBefore(work.leaseUntil().minus(SAFE)) && !inHand.confirm(work)) {
      throw new LostLeaseException(work.job());
    }
  }

  private static Submission submission(Work work, Workspace workspace) {
    return work.create().submission(work.request(), workspace, work.deadline());
  }

  private static ProviderSnapshot send(
      ProviderAdapter provider, String key, PreparedCreate create) {
    try {
      return create.send();
    } catch (WorkspaceException | StorageException e) {
      throw e;
    } catch (RuntimeException e) {
      if (provider.inProcess()) {
        throw e; // nothing was sent: the lease runs out, and it is simply made again
      }
      LOG.log(Level.WARNING, "The create " + key + " has no known outcome", e);
      // The exception's own words may hold addresses with keys in them.
      return new ProviderSnapshot.Unknown(
          "the create call ended with " + e.getClass().getSimpleName());
    }
  }
}
