package io.atelier.storage;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A store on a disk that fails as often as a test says, in the place of the product's own. One test
 * at a time; thread-safe.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class FaultyStorage implements AssetStorage {
  /** What may fail. */
  public enum Step {
    STAGE,
    SYNC,
    PUBLISH,
    WITHDRAW
  }

  private static final Predicate<StorageKey> EVERY = key -> true;

  private final LocalStorage disk;
  private final Map<Step, Integer> tries = new EnumMap<>(Step.class);
  private Step failing = Step.STAGE;
  private Predicate<StorageKey> where = EVERY;
  private int failures;
  private String reason = "";

  public FaultyStorage() throws IOException {
    disk = new LocalStorage(Files.createTempDirectory("faulty"));
  }

  /** That step fails so often from now on, in the system's own words. */
  public synchronized void fail(Step step, int times, String words) {
    fail(step, times, words, EVERY);
  }

  /** The same for some keys only. */
  public synchronized void fail(Step step, int times, String words, Predicate<StorageKey> keys) {
    tries.clear();
    failing = step;
    failures = times;
    reason = words;
    where = keys;
  }

  /** It fails no more. */
  public synchronized void recover() {
    failures = 0;
  }

  /** How often a step that could fail was tried. */
  public synchronized int tries(Step step) {
    return tries.getOrDefault(step, 0);
  }

  private synchronized void step(Step step) throws IOException {
    tries.merge(step, 1, Integer::sum);
    if (step == failing && failures > 0) {
      failures--;
      throw new IOException(reason);
    }
  }

  private void step(Step step, StorageKey key) throws IOException {
    if (where().test(key)) {
      step(step);
    }
  }

  private synchronized Predicate<StorageKey> where() {
    return where;
  }

  @Override
  public StagingFile stage() throws IOException {
    step(Step.STAGE);
    return new StagingFile(
        disk.stage().path(),
        file -> {
          step(Step.SYNC);
          file.force(true);
        });
  }

  @Override
  public void publish(StagingFile file, StorageKey key) throws IOException {
    step(Step.PUBLISH, key);
    disk.publish(file, key);
  }

  @Override
  public Optional<StoredAsset> find(StorageKey key) throws IOException {
    return disk.find(key);
  }

  @Override
  public InputStream read(StorageKey key, long offset) throws IOException {
    return disk.read(key, offset);
  }

  @Override
  public Optional<WithdrawnAsset> withdraw(StorageKey key) throws IOException {
    step(Step.WITHDRAW, key);
    return disk.withdraw(key);
  }

  @Override
  public boolean restore(WithdrawnAsset asset) throws IOException {
    return disk.restore(asset);
  }

  @Override
  public void discard(WithdrawnAsset asset) throws IOException {
    disk.discard(asset);
  }

  @Override
  public Stream<WithdrawnAsset> withdrawn() throws IOException {
    return disk.withdrawn();
  }

  @Override
  public Stream<StorageEntry> list(String prefix) throws IOException {
    return disk.list(prefix);
  }
}
