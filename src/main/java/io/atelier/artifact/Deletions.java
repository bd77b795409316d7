package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.run.RunId;
import io.atelier.storage.AssetStorage;
import io.atelier.storage.StorageFailure;
import io.atelier.storage.StoreState;
import io.atelier.storage.WithdrawnAsset;
import io.atelier.tenant.Caller;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Deletes artifacts, and each file with the last artifact that has it.
 *
 * <p>In steps: the rows go and the content is marked; then, under the content's lock, the file of
 * what is still marked is taken away and its row goes; once that is committed, the file is removed.
 * So a file is never deleted while something is saved that has it, and whatever stops in between is
 * finished, or undone, by the next sweep. From its mark on nobody is served the file, here at once
 * and within two seconds elsewhere, whether or not it can be taken away. While the store cannot be
 * written nothing is tried, for each try takes its time; one that is only full is, for that is how
 * it gets room.
 */
@Dependent
class Deletions {
  private static final Logger LOG = System.getLogger(Deletions.class.getName());
  private static final int BATCH = 200;

  private final DeletedRows rows;
  private final RemovedContents removed;
  private final RemovedAssets served;
  private final AssetStorage storage;
  private final StoreState state;
  private final Clock clock;

  @Inject
  Deletions(
      DeletedRows rows,
      RemovedContents removed,
      RemovedAssets served,
      AssetStorage storage,
      StoreState state,
      Clock clock) {
    this.rows = rows;
    this.removed = removed;
    this.served = served;
    this.storage = storage;
    this.state = state;
    this.clock = clock;
  }

  /** Deletes one artifact; false if the caller's tenant has none of that id. */
  boolean delete(Caller caller, UUID id) {
    Instant since = since();
    boolean deleted = rows.delete(caller, id);
    if (deleted) {
      removeFiles(removed.markedSince(caller.tenant(), since));
    }
    return deleted;
  }

  /** Deletes all artifacts of a tenant's run; answers how many. */
  int deleteAll(Caller caller, TenantId tenant, RunId run) {
    int all = 0;
    Instant since = since();
    OptionalInt some = rows.deleteSome(caller, tenant, run, BATCH);
    while (some.isPresent()) {
      all += some.getAsInt();
      removeFiles(removed.markedSince(tenant, since));
      since = since();
      some = rows.deleteSome(caller, tenant, run, BATCH);
    }
    return all;
  }

  // A little before, because the clock may be set back by as much as it was off.
  private Instant since() {
    return clock.instant().minusSeconds(1);
  }

  /** Finishes what somebody began who did not come to its end. */
  void sweep() {
    Content.Key last = new Content.Key("", "");
    List<Content.Key> page = removed.after(last);
    while (!page.isEmpty()) {
      withdraw(page);
      Optional<StorageFailure> broken = broken();
      if (broken.isPresent()) {
        LOG.log(
            Level.WARNING, "The files of deleted assets stay for now: {0}", broken.get().advice());
        return;
      }
      last = page.get(page.size() - 1);
      page = removed.after(last);
    }
    settle();
  }

  private void removeFiles(List<Content.Key> contents) {
    if (withdraw(contents)) {
      return;
    }
    served.refresh();
    settle();
  }

  private boolean withdraw(List<Content.Key> contents) {
    boolean all = true;
    for (Content.Key content : contents) {
      if (broken().isPresent()) {
        return false; // a later sweep takes the rest
      }
      try {
        Optional<WithdrawnAsset> file = removed.withdraw(content);
        if (file.isPresent()) {
          storage.discard(file.get());
        }
      } catch (IOException | RuntimeException e) {
        // The artifact is gone, which is what was asked for; the file goes with a later sweep.
        LOG.log(Level.WARNING, "The file of a deleted asset stays for now: " + content, e);
        all = false;
      }
    }
    return all;
  }

  // A failure of one file may be that file's alone; this one is every file's.
  private Optional<StorageFailure> broken() {
    return state.failure().filter(failure -> failure.code() != ErrorCode.STORAGE_FULL);
  }

  // Files that were taken away in transactions that never came to their end.
  private void settle() {
    if (broken().isPresent()) {
      return;
    }
    try (Stream<WithdrawnAsset> left = storage.withdrawn()) {
      left.takeWhile(file -> broken().isEmpty()).forEach(this::settle);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "Files that were taken away are settled later", e);
    }
  }

  // One that cannot be settled does not keep the others from being.
  private void settle(WithdrawnAsset file) {
    try {
      removed.settle(file);
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "A file that was taken away is settled later: " + file.key(), e);
    }
  }
}
