package io.atelier.generation;

import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.BrokenMediaException;
import io.atelier.artifact.StagedFiles;
import io.atelier.artifact.StorageException;
import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Providers;
import io.atelier.provider.TaskCancellation.Cancellation;
import io.atelier.provider.WorkspaceException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks after creates that were given up while their provider may still deliver: past the deadline,
 * cancelled, of unknown outcome, delivered when the store could not be written, or made again
 * before they turned up. What they deliver is stored and billed; the job's status stays what it is.
 */
@Dependent
class Watch {
  private final WatchStore attempts;
  private final WatchTransitions transitions;
  private final Providers providers;
  private final Exchange exchange;
  private final ArtifactStore artifacts;
  private final Workspaces workspaces;
  private final ResultFiles results;
  private final GenerationSettings settings;
  private final Leases leases;
  private final Clock clock;
  @Inject RatedLooks looks;
  @Inject CallCharges charges;

  @Inject
  Watch(
      WatchStore attempts,
      WatchTransitions transitions,
      Providers providers,
      Exchange exchange,
      ArtifactStore artifacts,
      Workspaces workspaces,
      ResultFiles results,
      GenerationSettings settings,
      Leases leases,
      Clock clock) {
    this.attempts = attempts;
    this.transitions = transitions;
    this.providers = providers;
    this.exchange = exchange;
    this.artifacts = artifacts;
    this.workspaces = workspaces;
    this.results = results;
    this.settings = settings;
    this.leases = leases;
    this.clock = clock;
  }

  /** Takes what is to be looked at now. */
  List<Watched> takeDue() {
    List<Watched> due = new ArrayList<>();
    List<String> rated = settings.ratedProviders();
    due.addAll(
        attempts.takeDue(
            new Whose(rated, false),
            settings.batch(),
            leases.lease(),
            leases.looking(),
            clock.instant()));
    for (String provider : rated) {
      due.addAll(looks.takeDue(provider));
    }
    return due;
  }

  /** Extends the leases of what this node looks at. */
  void renewLeases() {
    List<UUID> looking = leases.looking();
    if (!looking.isEmpty()) {
      attempts.renew(looking, leases.lease());
    }
  }

  /** Gives back what this node took and no thread looks at. */
  void handBack() {
    attempts.handBack(leases.owner(), leases.looksBegun());
  }

  /** Looks at one. */
  void look(Watched watched) {
    String provider = watched.queue().provider();
    try (CallCharges.Counting calling = charges.begin(provider)) {
      calling.counted(RatedLooks.calls(watched));
      look(watched, providers.find(provider));
    }
  }

  private void look(Watched watched, Optional<ProviderAdapter> provider) {
    if (provider.isEmpty()) {
      transitions.nothingYet(watched);
      return;
    }
    if (watched.cancelled() && isStopped(watched, provider.get())) {
      return;
    }
    try (StagedFiles scratch = artifacts.stage()) {
      settle(
          watched,
          exchange.look(provider.get(), watched, workspace(scratch, watched, provider.get())),
          scratch);
    } catch (ReferenceGoneException e) {
      transitions.nothingYet(watched); // only a create that was sent before is looked after here
    } catch (StorageException | WorkspaceException e) {
      if (watched.handle().isPresent()) {
        transitions.notStored(watched);
      } else {
        transitions.nothingYet(watched); // it is not known that there is anything to store
      }
    }
  }

  // Its create was perhaps still being sent when its job was cancelled.
  private boolean isStopped(Watched watched, ProviderAdapter provider) {
    Optional<Cancellation> answer =
        watched.handle().flatMap(handle -> Exchange.cancel(provider, handle));
    if (answer.isPresent() && answer.get() instanceof Cancellation.Stopped stopped) {
      transitions.stopped(watched, stopped.charged());
      return true;
    }
    return false;
  }

  private void settle(Watched watched, ProviderSnapshot snapshot, StagedFiles scratch) {
    switch (snapshot) {
      case ProviderSnapshot.Running r -> transitions.movedOn(watched, r.handle());
      case ProviderSnapshot.Ready r -> transitions.notStored(watched);
      case ProviderSnapshot.Unknown u -> transitions.nothingYet(watched);
      case ProviderSnapshot.AcceptedBefore a -> transitions.nothingYet(watched);
      case ProviderSnapshot.NextStage n -> transitions.endedBetweenStages(watched, n.cost());
      case ProviderSnapshot.Failed f -> failed(watched, f);
      case ProviderSnapshot.Succeeded s -> delivered(watched, s, scratch);
    }
  }

  // A look's own trouble says nothing of the task.
  private void failed(Watched watched, ProviderSnapshot.Failed failure) {
    if (failure.passes() && !Exchange.NEVER_RECEIVED.equals(failure.code())) {
      transitions.nothingYet(watched);
    } else {
      transitions.failed(watched, failure);
    }
  }

  private void delivered(Watched watched, ProviderSnapshot.Succeeded success, StagedFiles scratch) {
    int faults = attempts.beginDecoding(watched);
    leases.blame(watched);
    if (faults > settings.makingTries()) {
      transitions.quarantined(
          watched, results.unseen(watched.request(), success.files(), scratch), success.cost());
      return;
    }
    List<ResultFile> files;
    try {
      files = results.of(watched.request(), success, scratch);
    } catch (BrokenMediaException e) {
      transitions.failed(
          watched,
          new ProviderSnapshot.Failed(
              FailureClass.INVALID_OUTPUT, null, String.valueOf(e.getMessage()), success.cost()));
      return;
    } catch (RuntimeException | Error e) {
      if (Results.isToBlame(e)) {
        leases.clear(watched); // and so it is not taken back
      }
      throw e;
    }
    transitions.delivered(watched, files, success.cost());
  }

  private Scratch workspace(StagedFiles scratch, Watched watched, ProviderAdapter provider) {
    return Exchange.sends(provider, watched.create(), true)
        ? workspaces.forCreate(scratch, watched.queue().tenant(), watched.request())
        : workspaces.forLook(scratch, watched.request());
  }
}
