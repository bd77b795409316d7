package io.atelier.media;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How far the light of a Radiance picture reaches, measured on all of its pixels.
 *
 * @param peak the largest luminance, in the picture's own unit
 * @param median of the luminances, to a sixteenth of a stop; 0 if more than half is black
 */
public record DynamicRange(double peak, double median) {
  private static final int BINS_PER_STOP = 16;
  private static final int DARKEST_STOP = -128;
  private static final int BINS = 256 * BINS_PER_STOP;

  /** How much brighter the peak is than the median; 0 for a picture that is black throughout. */
  public double ratio() {
    return peak == 0 ? 0 : median == 0 ? Double.MAX_VALUE : peak / median;
  }

  /**
   * Measures a Radiance picture, of which it holds one scanline.
   *
   * @param mostPixels that it may have
   * @throws UnusableMediaException if it is no intact one, or has more pixels
   */
  public static DynamicRange of(Path hdr, long mostPixels) throws IOException {
    try (ByteReader reader = new ByteReader(hdr)) {
      RadianceHeader header = RadianceHeader.read(reader);
      PixelLimit.within(header.width(), header.height(), mostPixels);
      return of(new RadianceScanlines(reader, header), header);
    } catch (MalformedMedia malformed) {
      throw new UnusableMediaException(malformed.reason());
    }
  }

  private static DynamicRange of(RadianceScanlines scanlines, RadianceHeader header)
      throws IOException, MalformedMedia {
    long[] histogram = new long[BINS];
    double peak = 0;
    int length = header.lineLength();
    byte[] line = new byte[length * 4];
    for (int i = 0; i < header.lines(); i++) {
      scanlines.next(line);
      for (int x = 0; x < length; x++) {
        double luminance = luminance(line, x, length, header.xyz());
        peak = Math.max(peak, luminance);
        histogram[bin(luminance)]++;
      }
    }
    return new DynamicRange(peak, median(histogram, (long) length * header.lines()));
  }

  private static double luminance(byte[] line, int x, int length, boolean xyz) {
    int exponent = line[3 * length + x] & 0xff;
    if (exponent == 0) {
      return 0;
    }
    int r = line[x] & 0xff;
    int g = line[length + x] & 0xff;
    int b = line[2 * length + x] & 0xff;
    double mantissa = xyz ? g : 0.2126 * r + 0.7152 * g + 0.0722 * b;
    return mantissa * Math.scalb(1.0, exponent - 136);
  }

  private static int bin(double luminance) {
    if (luminance <= 0) {
      return 0;
    }
    double stops = Math.log(luminance) / Math.log(2);
    return Math.clamp((long) ((stops - DARKEST_STOP) * BINS_PER_STOP), 1, BINS - 1);
  }

  private static double median(long[] histogram, long pixels) {
    long seen = histogram[0];
    int bin = 0;
    while (seen * 2 <= pixels && bin < BINS - 1) {
      seen += histogram[++bin];
    }
    return bin == 0 ? 0 : Math.pow(2, (bin + 0.5) / BINS_PER_STOP + DARKEST_STOP);
  }
}
