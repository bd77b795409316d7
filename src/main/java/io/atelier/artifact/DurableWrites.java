package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.storage.AssetStorage;
import io.atelier.storage.StagingFile;
import io.atelier.storage.StorageKey;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Writes to the byte store, each tried again up to three times when the medium fails (FR-021). */
@Dependent
class DurableWrites {
  private static final int BUFFER_BYTES = 128 * 1024;

  private final AssetStorage storage;
  private final DurableChunks chunks;

  @Inject
  DurableWrites(AssetStorage storage, DurableChunks chunks) {
    this.storage = storage;
    this.chunks = chunks;
  }

  @Retry(
      maxRetries = 3,
      delay = 100,
      jitter = 50,
      delayUnit = ChronoUnit.MILLIS,
      retryOn = IOException.class)
  StagingFile stage() throws IOException {
    return storage.stage();
  }

  @Retry(
      maxRetries = 3,
      delay = 100,
      jitter = 50,
      delayUnit = ChronoUnit.MILLIS,
      retryOn = IOException.class)
  void publish(StagingFile file, StorageKey key) throws IOException {
    storage.publish(file, key);
  }

  /**
   * Writes what a stream gives to a file; answers its hash.
   *
   * @throws ProblemException {@code BODY_TOO_LARGE}, or {@code MALFORMED_REQUEST} if the stream
   *     fails
   */
  ContentHash receive(InputStream source, Path target, long mostBytes) throws IOException {
    MessageDigest digest = ContentHash.sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
      long written = 0;
      for (int n = read(source, buffer); n >= 0; n = read(source, buffer)) {
        if (written + n > mostBytes) {
          throw new ProblemException(
              ErrorCode.BODY_TOO_LARGE, "The file may have at most " + mostBytes + " bytes.");
        }
        chunks.write(file, ByteBuffer.wrap(buffer, 0, n), written);
        digest.update(buffer, 0, n);
        written += n;
      }
    }
    return ContentHash.of(digest);
  }

  // Whoever sends it fails, not the store.
  private static int read(InputStream source, byte[] buffer) {
    try {
      int n = source.readNBytes(buffer, 0, buffer.length);
      return n == 0 ? -1 : n;
    } catch (IOException e) {
      throw new ProblemException(
          ErrorCode.MALFORMED_REQUEST, "The body ended before it was complete.");
    }
  }

  @Retry(
      maxRetries = 3,
      delay = 100,
      jitter = 50,
      delayUnit = ChronoUnit.MILLIS,
      retryOn = IOException.class)
  void delete(StorageKey key) throws IOException {
    storage.delete(key);
  }
}
