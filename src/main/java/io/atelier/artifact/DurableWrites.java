package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.storage.AssetStorage;
import io.atelier.storage.StagingFile;
import io.atelier.storage.StorageKey;
import io.atelier.storage.StoreState;
import io.atelier.storage.WithdrawnAsset;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Writes to the byte store, each tried again up to three times when the medium fails (FR-021). Each
 * failure has the store looked at, so that this node soon knows if it cannot be written.
 *
 * <p>The delay is the same each time, made uneven so that writers who failed together do not come
 * back together: MicroProfile Fault Tolerance knows no delay that grows, and neither does Open
 * Liberty's.
 */
@Dependent
class DurableWrites {
  private static final int BUFFER_BYTES = 128 * 1024;

  private final AssetStorage storage;
  private final DurableChunks chunks;
  private final StoreState state;

  @Inject
  DurableWrites(AssetStorage storage, DurableChunks chunks, StoreState state) {
    this.storage = storage;
    this.chunks = chunks;
    this.state = state;
  }

  @Retry(
      maxRetries = 3,
      delay = 100,
      jitter = 50,
      delayUnit = ChronoUnit.MILLIS,
      retryOn = IOException.class)
  StagingFile stage() throws IOException {
    try {
      return storage.stage();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Retry(
      maxRetries = 3,
      delay = 100,
      jitter = 50,
      delayUnit = ChronoUnit.MILLIS,
      retryOn = IOException.class)
  void publish(InspectedFile file, StorageKey key) throws IOException {
    try {
      storage.publish(file.file(), key);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Brings a written file to the disk. Where that failed, a copy takes its place: what could not be
   * brought there may still be in memory, and the hash says whether what is read back is what was
   * meant, so the copy is as good as the source.
   */
  @Retry(
      maxRetries = 3,
      delay = 100,
      jitter = 50,
      delayUnit = ChronoUnit.MILLIS,
      retryOn = IOException.class)
  void sync(StagedFile file, ContentHash hash) throws IOException {
    try {
      if (file.file().doubtful()) {
        file.replace(copy(file.file(), hash));
      }
      file.file().sync();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private StagingFile copy(StagingFile file, ContentHash hash) throws IOException {
    StagingFile copy = storage.stage();
    try {
      Files.copy(file.path(), copy.path(), StandardCopyOption.REPLACE_EXISTING);
      if (!ContentHash.of(copy.path()).equals(hash)) {
        throw new IOException("its bytes were lost before they reached the disk");
      }
      return copy;
    } catch (IOException e) {
      copy.close();
      throw e;
    }
  }

  /** Writes a staged file, each chunk of it again where that fails. */
  StagedWriter writer(StagedFile file, long mostBytes) throws IOException {
    return new StagedWriter(file, mostBytes, chunks);
  }

  /**
   * Writes what a stream gives to a file.
   *
   * @throws ProblemException {@code BODY_TOO_LARGE}, or {@code MALFORMED_REQUEST} if the stream
   *     fails
   */
  void receive(InputStream source, StagedFile target, long mostBytes) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (StagedWriter file = writer(target, mostBytes)) {
      for (int n = read(source, buffer); n >= 0; n = read(source, buffer)) {
        file.write(ByteBuffer.wrap(buffer, 0, n));
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Writes what the store itself gives to a file; a failure of either is the store's. */
  void copy(InputStream stored, StagedFile target) throws IOException {
    try (StagedWriter file = writer(target, Long.MAX_VALUE)) {
      stored.transferTo(Channels.newOutputStream(file));
    } catch (IOException e) {
      throw failed(e);
    }
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
  Optional<WithdrawnAsset> withdraw(StorageKey key) throws IOException {
    try {
      return storage.withdraw(key);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private IOException failed(IOException e) {
    state.writeFailed();
    return e;
  }
}
