package io.atelier.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A store in memory, for tests; only its staging files are files. Thread-safe. */
public final class InMemoryStorage implements AssetStorage {
  private final Path staging;
  private final Map<StorageKey, Entry> entries = new ConcurrentHashMap<>();
  private final Map<WithdrawnAsset, Entry> withdrawn = new ConcurrentHashMap<>();
  private final AtomicInteger staged = new AtomicInteger();
  private volatile Optional<IOException> nextSync = Optional.empty();
  private volatile Optional<IOException> nextRead = Optional.empty();

  /** An empty store that stages files in that directory. */
  public InMemoryStorage(Path staging) {
    this.staging = staging;
  }

  @Override
  public StagingFile stage() throws IOException {
    staged.incrementAndGet();
    return new StagingFile(Files.createTempFile(staging, "staged", null), channel -> force());
  }

  private void force() throws IOException {
    Optional<IOException> failure = nextSync;
    nextSync = Optional.empty();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  @Override
  public void publish(StagingFile file, StorageKey key) throws IOException {
    if (file.published().isPresent()) {
      file.requirePublished(key, find(key).isPresent());
    } else {
      file.sync();
      entries.put(key, new Entry(Files.readAllBytes(file.path()), Instant.now()));
      file.markPublished(key);
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
    Optional<IOException> failure = nextRead;
    nextRead = Optional.empty();
    return failure.isPresent() ? failing(bytes, failure.get()) : bytes;
  }

  // After its first byte.
  private static InputStream failing(InputStream bytes, IOException failure) throws IOException {
    return new SequenceInputStream(
        new ByteArrayInputStream(bytes.readNBytes(1)),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw failure;
          }
        });
  }

  @Override
  public Optional<WithdrawnAsset> withdraw(StorageKey key) {
    Entry entry = entries.remove(key);
    if (entry == null) {
      return Optional.empty();
    }
    WithdrawnAsset asset = new WithdrawnAsset(key, UUID.randomUUID().toString());
    withdrawn.put(asset, entry);
    return Optional.of(asset);
  }

  @Override
  public boolean restore(WithdrawnAsset asset) {
    Entry entry = withdrawn.remove(asset);
    if (entry != null) {
      entries.put(asset.key(), entry);
    }
    return entry != null;
  }

  @Override
  public void discard(WithdrawnAsset asset) {
    withdrawn.remove(asset);
  }

  @Override
  public Stream<WithdrawnAsset> withdrawn() {
    return List.copyOf(withdrawn.keySet()).stream();
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

  /** Lets the next file that is brought to the disk fail on its way. */
  public void failNextSync(IOException failure) {
    nextSync = Optional.of(failure);
  }

  /** Lets the next that is read fail on its way. */
  public void failNextRead(IOException failure) {
    nextRead = Optional.of(failure);
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
