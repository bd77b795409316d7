package io.atelier.provider.procedural.texture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * Some rows of a PNG, filtered and deflated by themselves, so that bands of rows can be packed in
 * any order and stand one behind the other.
 *
 * @param raw how many bytes there were before deflating
 * @param adler the check of those (RFC 1950)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record PackedRows(byte[] bytes, long raw, int adler) {
  private static final int ADLER_BASE = 65_521;
  private static final int LEVEL = 1;
  private static final byte SUB = 1;
  private static final byte UP = 2;
  private static final byte PAETH = 4;

  static PackedRows of(BufferedImage image, int from, int to, boolean last) {
    int stride = 3 * image.getWidth();
    byte[] filtered = new byte[(to - from) * (stride + 1)];
    byte[] above = new byte[stride];
    byte[] here = new byte[stride];
    if (from > 0) {
      read(image, from - 1, above);
    }
    for (int y = from; y < to; y++) {
      read(image, y, here);
      filter(above, here, filtered, (y - from) * (stride + 1), y == 0);
      byte[] free = above;
      above = here;
      here = free;
    }
    Adler32 adler = new Adler32();
    adler.update(filtered);
    byte[] packed = new byte[filtered.length / 2 + 1024];
    int length = 0;
    Deflater deflater = new Deflater(LEVEL, true);
    try {
      deflater.setInput(filtered);
      if (last) {
        deflater.finish();
      }
      int step;
      do {
        if (length == packed.length) {
          packed = Arrays.copyOf(packed, 2 * length);
        }
        int mode = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
        step = deflater.deflate(packed, length, packed.length - length, mode);
        length += step;
      } while (step > 0 && !deflater.finished());
    } finally {
      deflater.end();
    }
    return new PackedRows(Arrays.copyOf(packed, length), filtered.length, (int) adler.getValue());
  }

  private static void read(BufferedImage image, int y, byte[] rgb) {
    int width = image.getWidth();
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
      for (int x = 0, at = 3 * width * y; x < rgb.length; x += 3, at += 3) {
        rgb[x] = bgr[at + 2];
        rgb[x + 1] = bgr[at + 1];
        rgb[x + 2] = bgr[at];
      }
      return;
    }
    int[] pixels = image.getRGB(0, y, width, 1, null, 0, width);
    for (int x = 0; x < width; x++) {
      rgb[3 * x] = (byte) (pixels[x] >> 16);
      rgb[3 * x + 1] = (byte) (pixels[x] >> 8);
      rgb[3 * x + 2] = (byte) pixels[x];
    }
  }

  /** By the filter that leaves the least to be said, as far as a part of the row tells. */
  private static void filter(byte[] above, byte[] here, byte[] out, int at, boolean first) {
    byte kind = first ? SUB : best(above, here);
    out[at] = kind;
    switch (kind) {
      case SUB -> {
        for (int i = 0; i < here.length; i++) {
          out[at + 1 + i] = (byte) (here[i] - (i < 3 ? 0 : here[i - 3]));
        }
      }
      case UP -> {
        for (int i = 0; i < here.length; i++) {
          out[at + 1 + i] = (byte) (here[i] - above[i]);
        }
      }
      default -> {
        for (int i = 0; i < here.length; i++) {
          out[at + 1 + i] = (byte) (here[i] - predicted(PAETH, above, here, i));
        }
      }
    }
  }

  private static byte best(byte[] above, byte[] here) {
    byte best = PAETH;
    long least = Long.MAX_VALUE;
    for (byte kind : new byte[] {SUB, UP, PAETH}) {
      long sum = 0;
      for (int i = 3; i < here.length; i += 7) {
        sum += Math.abs((byte) (here[i] - predicted(kind, above, here, i)));
      }
      if (sum < least) {
        least = sum;
        best = kind;
      }
    }
    return best;
  }

  /** What ISO/IEC 15948, section 9, predicts a byte from its neighbours to be. */
  private static int predicted(byte kind, byte[] above, byte[] here, int i) {
    int left = i < 3 ? 0 : here[i - 3] & 0xff;
    if (kind == SUB) {
      return left;
    }
    int up = above[i] & 0xff;
    if (kind == UP) {
      return up;
    }
    int corner = i < 3 ? 0 : above[i - 3] & 0xff;
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }

  /** The check of what came before and of these rows behind it. */
  int adlerAfter(int before) {
    long length = raw % ADLER_BASE;
    long low = before & 0xffff;
    long high = length * low + (before >>> 16) + (adler >>> 16) + ADLER_BASE - length;
    low += (adler & 0xffff) + ADLER_BASE - 1;
    return (int) (high % ADLER_BASE << 16 | low % ADLER_BASE);
  }
}
