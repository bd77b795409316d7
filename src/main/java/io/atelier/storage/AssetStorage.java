package io.atelier.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A byte store: what was published under a key is there, whole and unchanged, until it is
 * withdrawn.
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
   * After a failure it may be called again with the same arguments, unless that left the file
   * {@linkplain StagingFile#doubtful doubtful}. A file that was published can only be so again
   * while it is there.
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

  /**
   * Takes away what is under a key, in one step; empty if nothing was. It is not lost before it is
   * {@linkplain #discard discarded}: however late this happens, whoever finds that it should not
   * have can {@linkplain #restore undo} it.
   */
  Optional<WithdrawnAsset> withdraw(StorageKey key) throws IOException;

  /** Puts back what was withdrawn, replacing what is there; false if somebody else settled it. */
  boolean restore(WithdrawnAsset asset) throws IOException;

  /** Removes what was withdrawn, for good; nothing happens if somebody else settled it. */
  void discard(WithdrawnAsset asset) throws IOException;

  /** What was withdrawn, by whomever, and is neither back nor gone. Lazy, to be closed. */
  Stream<WithdrawnAsset> withdrawn() throws IOException;

  /**
   * Everything below a prefix, in no order: every published key with its size, and whatever else is
   * there, so that nothing escapes a check. Lazy, to be closed; what is published or withdrawn
   * meanwhile may or may not be in it. What cannot be read is an entry, not the end.
   *
   * @param prefix what the keys begin with: empty, or whole segments that end with {@code /}. Only
   *     the empty one lists what lies outside of every key, such as staging files of dead processes
   */
  Stream<StorageEntry> list(String prefix) throws IOException;
}
