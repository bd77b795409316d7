package io.atelier.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A byte store: what was published under a key is there, whole and unchanged, until it is deleted.
 *
 * <p>One of the two seams. It stays this small on purpose, so that an object store can implement
 * all of it; it knows nothing of tenants, hashes or media. Implementations are thread-safe and pass
 * {@code AssetStorageContract}. Every failure of the medium is an {@link IOException}; retrying is
 * the caller's.
 */
public interface AssetStorage {

  /** An empty file to be written, that nobody else can see. */
  StagingFile stage() throws IOException;

  /**
   * Makes a staged file's bytes durable under a key, replacing what was there, in one step: a
   * reader sees the old bytes or the new, and after a power cut a key that was published is there.
   * After a failure it may be called again with the same arguments.
   */
  void publish(StagingFile file, StorageKey key) throws IOException;

  /** What is under a key, or empty. */
  Optional<StoredAsset> find(StorageKey key) throws IOException;

  /**
   * The bytes under a key from an offset on.
   *
   * @param offset bytes to skip, 0 up to the size
   * @throws java.nio.file.NoSuchFileException if nothing is there
   */
  InputStream read(StorageKey key, long offset) throws IOException;

  /** Removes what is under a key; false if nothing was. */
  boolean delete(StorageKey key) throws IOException;

  /** Every published key with its size, in no order; to be closed. */
  Stream<StoredAsset> list() throws IOException;
}
