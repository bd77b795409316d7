package io.atelier.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A store in memory, for tests; only its staging files are files. Thread-safe. */
public final class InMemoryStorage implements AssetStorage {
  private final Path staging;
  private final Map<StorageKey, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicInteger staged = new AtomicInteger();
  private volatile Optional<IOException> nextSync = Optional.empty();

  /** An empty store that stages files in that directory. */
  public InMemoryStorage(Path staging) {
    this.staging = staging;
  }

  @Override
  public StagingFile stage() throws IOException {
    staged.incrementAndGet();
    return new StagingFile(Files.createTempFile(staging, "staged", null));
  }

  @Override
  public void publish(StagingFile file, StorageKey key) throws IOException {
    if (!file.published()) {
      Optional<IOException> failure = nextSync;
      nextSync = Optional.empty();
      if (failure.isPresent()) {
        file.doubt(failure.get());
        throw failure.get();
      }
      file.sync();
      entries.put(key, new Entry(Files.readAllBytes(file.path()), Instant.now()));
      file.markPublished();
      Files.delete(file.path());
    }
  }

  @Override
  public Optional<StoredAsset> find(StorageKey key) {
    return Optional.ofNullable(entries.get(key)).map(entry -> entry.describe(key));
  }

  @Override
  public InputStream read(StorageKey key, long offset) throws IOException {
    Entry entry = entries.get(key);
    if (entry == null) {
      throw new NoSuchFileException(key.value());
    }
    InputStream bytes = new ByteArrayInputStream(entry.bytes());
    bytes.skipNBytes(offset);
    return bytes;
  }

  @Override
  public boolean delete(StorageKey key) {
    return entries.remove(key) != null;
  }

  @Override
  public Stream<StorageEntry> list(String prefix) {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("a prefix ends with a slash");
    }
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().value().startsWith(prefix))
        .map(entry -> entry.getValue().describe(entry.getKey()));
  }

  /** Lets the next file that is published fail on its way to the disk. */
  public void failNextSync(IOException failure) {
    nextSync = Optional.of(failure);
  }

  /** How many files were staged so far. */
  public int staged() {
    return staged.get();
  }

  private record Entry(byte[] bytes, Instant publishedAt) {
    StoredAsset describe(StorageKey key) {
      return new StoredAsset(key, bytes.length, publishedAt);
    }
  }
}
