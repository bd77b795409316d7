package io.atelier.artifact;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** A file whose first writes fail, half of their bytes written, as on a medium that recovers. */
final class FailingChannel extends FileChannel {
  private final ByteBuffer file = ByteBuffer.allocate(1_000);
  private final int failures;
  private int tries;

  FailingChannel(int failures) {
    this.failures = failures;
  }

  /** How often it was written. */
  int tries() {
    return tries;
  }

  /** What it holds up to there. */
  String text(int length) {

    return new String(file.array(), 0, length, StandardCharsets.US_ASCII);
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    tries++;
    boolean fails = tries <= failures;
    int count = fails ? source.remaining() / 2 : source.remaining();
    for (int i = 0; i < count; i++) {
      file.put((int) position + i, fails ? (byte) '?' : source.get());
    }
    if (fails) {
      throw new IOException("Input/output error");
    }
    return count;
  }

  @Override
  protected void implCloseChannel() {}

  @Override
  public int read(ByteBuffer target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel position(long newPosition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long size() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void force(boolean metaData) {}

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer target, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }
}
