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
import java.util.stream.Stream;

/** A store in memory, for tests; only its staging files are files. Thread-safe. */
public final class InMemoryStorage implements AssetStorage {
  private final Path staging;
  private final Map<StorageKey, Entry> entries = new ConcurrentHashMap<>();

  /** An empty store that stages files in that directory. */
  public InMemoryStorage(Path staging) {
    this.staging = staging;
  }

  @Override
  public StagingFile stage() throws IOException {
    return new StagingFile(Files.createTempFile(staging, "staged", null));
  }

  @Override
  public void publish(StagingFile file, StorageKey key) throws IOException {
    if (!file.published()) {
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
  public Stream<StoredAsset> list() {
    return entries.entrySet().stream().map(entry -> entry.getValue().describe(entry.getKey()));
  }

  private record Entry(byte[] bytes, Instant publishedAt) {
    StoredAsset describe(StorageKey key) {
      return new StoredAsset(key, bytes.length, publishedAt);
    }
  }
}
