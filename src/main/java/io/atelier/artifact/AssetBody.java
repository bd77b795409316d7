package io.atelier.artifact;

import io.atelier.artifact.ByteRanges.ByteRange;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer, read piece by piece: parts of an asset, and what stands between them. It
 * is opened, written and closed by one thread at a time.
 */
final class AssetBody implements Closeable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Source source;
  private final Deque<Piece> pieces;
  private final long length;
  private byte[] buffer = {};
  private int ahead;
  private @Nullable Piece piece;
  private @Nullable InputStream open;
  private long left;

  AssetBody(Source source, List<Piece> pieces) {
    this.source = source;
    this.pieces = new ArrayDeque<>(pieces);
    this.length = pieces.stream().mapToLong(Piece::length).sum();
  }

  /** How many bytes it has in all. */
  long length() {
    return length;
  }

  /**
   * Reads what is sent first, up to the asset's first bytes, so that what is gone, or cannot be
   * read, is known before anything is answered: an answer that was begun can only be cut.
   */
  void open() throws IOException {
    buffer = new byte[(int) Math.min(BUFFER_BYTES, length)];
    int n;
    do {
      n = read(ahead);
      ahead += Math.max(n, 0);
    } while (n >= 0 && piece instanceof Text);
  }

  /**
   * Writes all of it, once it was opened.
   *
   * @throws IOException also if the asset is shorter than it was
   */
  void writeTo(OutputStream out) throws IOException {
    for (int n = ahead; n >= 0; n = read(0)) {
      out.write(buffer, 0, n);
    }
  }

  // Into the buffer from there on; -1 at the end.
  private int read(int offset) throws IOException {
    if (left == 0 && !next()) {
      return -1;
    }
    InputStream from = open;
    int most = (int) Math.min(buffer.length - offset, left);
    int n = from == null ? -1 : from.read(buffer, offset, most);
    if (n <= 0) {
      throw new IOException("an asset is shorter than it was");
    }
    left -= n;
    return n;
  }

  private boolean next() throws IOException {
    close();
    Piece next = pieces.poll();
    if (next == null) {
      return false;
    }
    piece = next;
    open = next.open(source);
    left = next.length();
    return true;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  /** Where an asset's bytes come from. */
  @FunctionalInterface
  interface Source {
    InputStream from(long offset) throws IOException;
  }

  /** Something of an answer's body; never empty. */
  sealed interface Piece {
    long length();

    InputStream open(Source source) throws IOException;

    /** Writes it as a piece of an asset whose bytes are all in memory. */
    void writeTo(OutputStream out, byte[] asset) throws IOException;
  }

  /** A part of the asset. */
  record Part(ByteRange range) implements Piece {
    @Override
    public long length() {
      return range.length();
    }

    @Override
    public InputStream open(Source source) throws IOException {
      return source.from(range.first());
    }

    @Override
    public void writeTo(OutputStream out, byte[] asset) throws IOException {
      out.write(asset, (int) range.first(), (int) range.length());
    }
  }

  /** What is not of the asset. */
  record Text(byte[] bytes) implements Piece {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public InputStream open(Source source) {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public void writeTo(OutputStream out, byte[] asset) throws IOException {
      out.write(bytes);
    }
  }
}
