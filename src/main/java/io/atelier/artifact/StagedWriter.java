package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Writes one staged file from its first byte to its last, and hashes and counts on the way, so that
 * what was written need not be read again to be saved. Used by one thread at a time.
 */
public final class StagedWriter implements WritableByteChannel {
  private final StagedFile target;
  private final long mostBytes;
  private final DurableChunks chunks;
  private final FileChannel file;
  private final MessageDigest digest = ContentHash.sha256();
  private long written;

  StagedWriter(StagedFile target, long mostBytes, DurableChunks chunks) throws IOException {
    this.target = target;
    this.mostBytes = mostBytes;
    this.chunks = chunks;
    this.file = chunks.open(target.path());
  }

  /** The file, by which it is inspected when it is written. */
  public Path path() {
    return target.path();
  }

  /**
   * Writes all of it, each chunk again where that fails.
   *
   * @throws ProblemException {@code BODY_TOO_LARGE} as soon as there are more bytes than there may
   *     be
   */
  @Override
  public int write(ByteBuffer bytes) throws IOException {
    int count = bytes.remaining();
    if (written + count > mostBytes) {
      throw new ProblemException(
          ErrorCode.BODY_TOO_LARGE, "The file may have at most " + mostBytes + " bytes.");
    }
    chunks.write(file, bytes, written);
    digest.update(bytes);
    written += count;
    return count;
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  /** The file is written, and its hash is known. */
  @Override
  public void close() throws IOException {
    if (file.isOpen()) {
      file.close();
      target.know(ContentHash.of(digest));
    }
  }
}
