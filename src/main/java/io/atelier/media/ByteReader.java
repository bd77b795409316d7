package io.atelier.media;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * A forward reader over a file through one small fixed buffer, so that no length in the file
 * decides an allocation.
 *
 * <p>Running past the end of the file is {@link MalformedMedia}, "cut short". Not thread-safe.
 */
final class ByteReader implements Closeable {
  private static final int BUFFER = 64 * 1024;

  private final FileChannel channel;
  private final long length;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
  private final CRC32 crc = new CRC32();
  private long bufferStart;

  ByteReader(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    length = channel.size();
  }

  long length() {
    return length;
  }

  long position() {
    return bufferStart + buffer.position();
  }

  long remaining() {
    return length - position();
  }

  int u8() throws IOException, MalformedMedia {
    if (!buffer.hasRemaining()) {
      fill();
    }
    return buffer.get() & 0xff;
  }

  int u16le() throws IOException, MalformedMedia {
    return u8() | u8() << 8;
  }

  long u32le() throws IOException, MalformedMedia {
    return u16le() | (long) u16le() << 16;
  }

  long u32be() throws IOException, MalformedMedia {
    return (long) (u8() << 8 | u8()) << 16 | u8() << 8 | u8();
  }

  /** Moves over bytes without reading them. */
  void skip(long count) throws IOException, MalformedMedia {
    requireAvailable(count);
    if (count <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) count);
      return;
    }
    bufferStart = position() + count;
    buffer.clear().limit(0);
    channel.position(bufferStart);
  }

  /**
   * The CRC-32 of a chunk type already read and of the bytes that follow it, which are consumed.
   */
  long crcOf(int type, long count) throws IOException, MalformedMedia {
    requireAvailable(count);
    crc.reset();
    for (int shift = 24; shift >= 0; shift -= 8) {
      crc.update(type >>> shift);
    }
    for (long left = count; left > 0; ) {
      if (!buffer.hasRemaining()) {
        fill();
      }
      int step = (int) Math.min(left, buffer.remaining());
      crc.update(buffer.array(), buffer.position(), step);
      buffer.position(buffer.position() + step);
      left -= step;
    }
    return crc.getValue();
  }

  private void requireAvailable(long count) throws MalformedMedia {
    if (count > remaining()) {
      throw new MalformedMedia(
          "cut short: "
              + count
              + " bytes announced at "
              + position()
              + ", "
              + remaining()
              + " left");
    }
  }

  private void fill() throws IOException, MalformedMedia {
    bufferStart = position();
    buffer.clear();
    if (channel.read(buffer) <= 0) {
      buffer.flip();
      throw new MalformedMedia("cut short at byte " + bufferStart);
    }
    buffer.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
