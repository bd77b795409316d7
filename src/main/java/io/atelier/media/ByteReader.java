package io.atelier.media;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
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

  /** A film of two hours has 400,000 frames, each in a block of its own. */
  private static final int MOST_PARTS = 2_000_000;

  /** Two hours of film and sound list three million at most; 1 GB of JPEG has as many marks. */
  private static final int MOST_ENTRIES = 4_000_000;

  // A film nests seven; nothing that is made here or known nests thirty.
  private static final int MOST_LEVELS = 32;

  private final FileChannel channel;
  private final long origin;
  private final long length;
  private final ByteBuffer buffer;
  private final CRC32 crc = new CRC32();
  private long bufferStart;
  private final Counts counts;
  private int depth;

  /** What was read of a file, by whatever reader of it. */
  private static final class Counts {
    int parts;
    long entries;
  }

  ByteReader(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    counts = new Counts();
    origin = 0;
    length = channel.size();
    buffer = ByteBuffer.allocate(BUFFER).limit(0);
  }

  private ByteReader(FileChannel channel, Counts counts, long origin, long length) {
    this.channel = channel;
    this.counts = counts;
    this.origin = origin;
    this.length = length;
    buffer = ByteBuffer.allocate((int) Math.min(BUFFER, length)).limit(0);
  }

  /** A reader over the next bytes as if they were a file; this one closes it. */
  ByteReader part(long count) throws MalformedMedia {
    requireAvailable(count);
    return new ByteReader(channel, counts, origin + position(), count);
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

  int u16be() throws IOException, MalformedMedia {
    return u8() << 8 | u8();
  }

  int u24be() throws IOException, MalformedMedia {
    return u8() << 16 | u8() << 8 | u8();
  }

  long u32le() throws IOException, MalformedMedia {
    return u16le() | (long) u16le() << 16;
  }

  long u32be() throws IOException, MalformedMedia {
    return (long) (u8() << 8 | u8()) << 16 | u8() << 8 | u8();
  }

  /** A number of eight bytes; one that does not fit comes out negative. */
  long u64le() throws IOException, MalformedMedia {
    return u32le() | u32le() << 32;
  }

  /** A number of eight bytes; one that does not fit comes out negative. */
  long u64be() throws IOException, MalformedMedia {
    return u32be() << 32 | u32be();
  }

  /**
   * Counts one part of a structure whose parts may be as small as two bytes, so that a file of
   * nothing else does not cost more time than a real one.
   */
  void countPart() throws MalformedMedia {
    countPart(1);
  }

  /** Counts one that takes as long as so many. */
  void countPart(int costs) throws MalformedMedia {
    counts.parts += costs;
    if (counts.parts > MOST_PARTS) {
      throw new MalformedMedia("more than " + MOST_PARTS + " parts");
    }
  }

  /**
   * Counts what is smaller than a part and yet looked at one by one: entries of tables, and marks
   * within coded data. They are counted over the whole file, which may have many tables.
   */
  void countEntries(long count) throws MalformedMedia {
    counts.entries += count;
    if (counts.entries > MOST_ENTRIES) {
      throw new MalformedMedia("more than " + MOST_ENTRIES + " entries");
    }
  }

  /** Goes into a part that may hold others like itself: each level is on the stack. */
  void enter() throws MalformedMedia {
    if (++depth > MOST_LEVELS) {
      throw new MalformedMedia("nested deeper than " + MOST_LEVELS);
    }
  }

  /** Comes back from such a part. */
  void leave() {
    depth--;
  }

  /** The first bytes of the file, at most so many; the reader then stands at the beginning. */
  byte[] head(int count) throws IOException, MalformedMedia {
    moveTo(0);
    byte[] head = new byte[(int) Math.min(count, length)];
    for (int i = 0; i < head.length; i++) {
      head[i] = (byte) u8();
    }
    moveTo(0);
    return head;
  }

  /** Moves over bytes without reading them. */
  void skip(long count) throws IOException, MalformedMedia {
    requireAvailable(count);
    moveTo(position() + count);
  }

  /**
   * Moves behind the next byte of that value.
   *
   * @return false, at the end of the file, if there is none
   */
  boolean find(int value) throws IOException {
    byte wanted = (byte) value;
    byte[] bytes = buffer.array();
    while (buffer.hasRemaining() || refill()) {
      for (int i = buffer.position(); i < buffer.limit(); i++) {
        if (bytes[i] == wanted) {
          buffer.position(i + 1);
          return true;
        }
      }
      buffer.position(buffer.limit());
    }
    return false;
  }

  /** Reads so many bytes into an array. */
  void read(byte[] into, int offset, int count) throws IOException, MalformedMedia {
    requireAvailable(count);
    for (int at = 0; at < count; ) {
      if (!buffer.hasRemaining()) {
        fill();
      }
      int step = Math.min(count - at, buffer.remaining());
      buffer.get(into, offset + at, step);
      at += step;
    }
  }

  /** The next bytes as text of one byte a character. */
  String ascii(int count) throws IOException, MalformedMedia {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append((char) u8());
    }
    return text.toString();
  }

  /** The next bytes, mapped into memory instead of read, so that they cost no heap. */
  ByteBuffer map(long count) throws IOException, MalformedMedia {
    requireAvailable(count);
    return channel.map(FileChannel.MapMode.READ_ONLY, origin + position(), count);
  }

  /** Goes on reading at a position between 0 and the length. */
  void moveTo(long position) {
    long inBuffer = position - bufferStart;
    if (inBuffer >= 0 && inBuffer <= buffer.limit()) {
      buffer.position((int) inBuffer);
      return;
    }
    bufferStart = position;
    buffer.clear().limit(0);
  }

  /** The next bytes as a stream that reads on in this reader. */
  InputStream stream(long count) throws MalformedMedia {
    requireAvailable(count);
    return new InputStream() {
      private long left = count;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int wanted) throws IOException {
        if (left == 0 || (!buffer.hasRemaining() && !refill())) {
          return -1;
        }
        int step = (int) Math.min(Math.min(wanted, left), buffer.remaining());
        buffer.get(into, offset, step);
        left -= step;
        return step;
      }
    };
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
    if (count < 0 || count > remaining()) {
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
    if (!refill()) {
      throw new MalformedMedia("cut short at byte " + bufferStart);
    }
  }

  private boolean refill() throws IOException {
    bufferStart = position();
    buffer.clear().limit(Math.clamp(length - bufferStart, 0, buffer.capacity()));
    int read = buffer.hasRemaining() ? channel.read(buffer, origin + bufferStart) : 0;
    buffer.flip();
    return read > 0;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
