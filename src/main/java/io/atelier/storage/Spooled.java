package io.atelier.storage;

import java.io.EOFException;
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
  private final String tenant;
  private final FileChannel file;
  private long size;

  Spooled(Spool spool, String tenant) throws IOException {
    this.spool = spool;
    this.tenant = tenant;
    this.file = file();
  }

  private static FileChannel file() throws IOException {
    Path path = Files.createTempFile("atelier-report", null);
    try {
      return FileChannel.open(
          path,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    spool.take(tenant, length);
    size += length;
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, length);
    while (rest.hasRemaining()) {
      file.write(rest);
    }
  }

  /** How many bytes were written. */
  long size() {
    return size;
  }

  /**
   * Sends all that was written.
   *
   * @throws EOFException if it is not all there any more; what was announced is not reached then
   */
  void sendTo(OutputStream out) throws IOException {
    file.position(0);
    long sent = Channels.newInputStream(file).transferTo(out);
    if (sent < size) {
      throw new EOFException("a report of " + size + " bytes ended after " + sent);
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (file.isOpen()) {
      spool.give(tenant, size);
      spool.end(tenant);
      file.close();
    }
  }
}
