package io.atelier.generation;

import io.atelier.provider.ProviderHandle;
import io.atelier.storage.StoreNotes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Records handles that only this node knows, for nobody else could find what was paid for.
 *
 * <p>What the database does not take is noted in the store, where it outlives the node and others
 * find it, and is brought in when the database is back, before anybody takes over the job: however
 * long that lasts, what was paid is waited for and not bought again.
 */
@ApplicationScoped
class PaidHandles {
  private static final Logger LOG = System.getLogger(PaidHandles.class.getName());

  @Inject LateAnswers answers;
  @Inject StoreNotes notes;
  @Inject StuckLocks stuck;

  /** Those that the store did not take either. */
  private final Map<UUID, PaidTask> unnoted = new ConcurrentHashMap<>();

  /**
   * Records what a create is polled by, whatever became of its job, now or as soon as possible.
   *
   * @param trouble why it could not be recorded with its job
   */
  void keep(Work work, ProviderHandle handle, Throwable trouble) {
    PaidTask task = PaidTask.of(work, handle);
    if (trouble instanceof LostLeaseException && isOver(recordSoon(task))) {
      return;
    }
    // First: a database that does not answer may take a minute to fail once more, and this node may
    // end meanwhile.
    note(task);
    // No tick, and as long as it takes: who waits for the job's row has it before anybody takes the
    // job, and finds out that it was not sent, or buys it once more.
    if (isOver(record(task, answers::accepted))) {
      forget(task);
    }
  }

  private static boolean isOver(Result result) {
    return result == Result.RECORDED || result == Result.NEVER;
  }

  private void note(PaidTask task) {
    try {
      notes.write(task.stage(), task.text());
    } catch (IOException | RuntimeException | Error e) {
      unnoted.put(task.stage(), task); // first: where memory is short, a log may not be written
      LOG.log(Level.ERROR, "This node alone knows it: " + task, e);
    }
  }

  private void forget(PaidTask task) {
    unnoted.remove(task.stage());
    try {
      notes.remove(task.stage());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "It is brought in once more", e);
    }
  }

  /**
   * Records what could not be before, by whichever node it was noted; what somebody has locked is
   * passed by, and stays noted.
   */
  void bringIn() {
    for (PaidTask task : unnoted.values()) {
      Result result = recordSoon(task);
      if (result == Result.LATER) {
        return;
      }
      if (isOver(result)) {
        unnoted.remove(task.stage());
      }
    }
    try {
      for (Map.Entry<UUID, String> note : notes.read().entrySet()) {
        if (!bringIn(note.getKey(), PaidTask.read(note.getValue()))) {
          return;
        }
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "What is noted in the store is read later", e);
    }
  }

  // Whether there is time for another: the database is back, and this did not wait in vain.
  private boolean bringIn(UUID note, Optional<PaidTask> task) throws IOException {
    Result result = task.map(this::recordSoon).orElse(Result.NEVER);
    switch (result) {
      case RECORDED -> notes.remove(note);
      case NEVER -> {
        LOG.log(Level.ERROR, "Note {0} in the store is of no create that is known", note);
        notes.setAside(note);
      }
      case HELD, LATER -> {}
    }
    return result != Result.LATER;
  }

  // What was waited for in vain before is hardly waited for, so that it keeps no other.
  private Result recordSoon(PaidTask task) {
    Result result = record(task, answers::acceptedSoon);
    boolean known = stuck.note(task.lockName(), result != Result.HELD);
    return result == Result.HELD && !known ? Result.LATER : result;
  }

  private static Result record(PaidTask task, Predicate<PaidTask> way) {
    try {
      return way.test(task) ? Result.RECORDED : Result.NEVER;
    } catch (RuntimeException | Error e) {
      boolean held = LockWait.isInVain(e);
      LOG.log(held ? Level.DEBUG : Level.WARNING, "It could not be recorded yet: " + task, e);
      return held ? Result.HELD : Result.LATER;
    }
  }

  private enum Result {
    RECORDED,
    /** Somebody has its job locked. */
    HELD,
    LATER,
    NEVER
  }
}
