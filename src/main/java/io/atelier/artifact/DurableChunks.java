package io.atelier.artifact;

import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * One chunk of a file at its own place, so that it can be written again where writing it failed: a
 * body that is being received cannot be had twice (FR-021).
 */
@Dependent
class DurableChunks {

  /** Opens a file that they are written to. */
  @Retry(
      maxRetries = 3,
      delay = 100,
      jitter = 50,
      delayUnit = ChronoUnit.MILLIS,
      retryOn = IOException.class)
  FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.WRITE);
  }

  @Retry(
      maxRetries = 3,
      delay = 100,
      jitter = 50,
      delayUnit = ChronoUnit.MILLIS,
      retryOn = IOException.class)
  void write(FileChannel file, ByteBuffer chunk, long position) throws IOException {
    ByteBuffer rest = chunk.duplicate();
    while (rest.hasRemaining()) {
      file.write(rest, position + rest.position() - chunk.position());
    }
  }
}
