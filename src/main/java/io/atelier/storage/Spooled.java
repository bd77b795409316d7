package io.atelier.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A report that is written to a file, and then read from it once. The file has no name any more
 * when it is written, where the system allows that: it is gone with the process, however that ends.
 */
public final class Spooled extends OutputStream {
  private final Spool spool;
  private final FileChannel file;
  private long size;

  Spooled(Spool spool) throws IOException {
    this.spool = spool;
    Path path = Files.createTempFile("atelier-report", null);
    this.file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    spool.take(length);
    size += length;
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, length);
    while (rest.hasRemaining()) {
      file.write(rest);
    }
  }

  /** Sends all that was written. */
  public void sendTo(OutputStream out) throws IOException {
    file.position(0);
    Channels.newInputStream(file).transferTo(out);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (file.isOpen()) {
      spool.give(size);
      file.close();
    }
  }
}
