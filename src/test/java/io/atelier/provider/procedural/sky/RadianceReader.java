package io.atelier.provider.procedural.sky;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a Radiance picture by the format's text, knowing nothing of how ours is written. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RadianceReader(int width, int height, float[] rgb) {

  static RadianceReader read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      assertThat(line(in)).isEqualTo("#?RADIANCE");
      boolean format = false;
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        format |= line.equals("FORMAT=32-bit_rle_rgbe");
      }
      assertThat(format).isTrue();
      String[] size = line(in).split(" ");
      assertThat(size[0] + size[2]).isEqualTo("-Y+X");
      int height = Integer.parseInt(size[1]);
      int width = Integer.parseInt(size[3]);
      float[] rgb = new float[3 * width * height];
      for (int y = 0; y < height; y++) {
        row(in, width, rgb, 3 * y * width);
      }
      assertThat(in.read()).as("bytes after the last row").isEqualTo(-1);
      return new RadianceReader(width, height, rgb);
    }
  }

  private static void row(DataInputStream in, int width, float[] rgb, int at) throws IOException {
    assertThat(in.readUnsignedShort()).isEqualTo(0x0202);
    assertThat(in.readUnsignedShort()).isEqualTo(width);
    int[][] planes = new int[4][width];
    for (int[] plane : planes) {
      int x = 0;
      while (x < width) {
        int count = in.readUnsignedByte();
        if (count > 128) {
          int value = in.readUnsignedByte();
          for (int i = count - 128; i > 0; i--) {
            plane[x++] = value;
          }
        } else {
          assertThat(count).isPositive();
          for (int i = count; i > 0; i--) {
            plane[x++] = in.readUnsignedByte();
          }
        }
      }
    }
    for (int x = 0; x < width; x++) {
      double scale = planes[3][x] == 0 ? 0 : Math.pow(2, planes[3][x] - 136.0);
      for (int c = 0; c < 3; c++) {
        rgb[at + 3 * x + c] = (float) (planes[c][x] * scale);
      }
    }
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      line.append(new String(new byte[] {(byte) c}, StandardCharsets.US_ASCII));
    }
    return line.toString();
  }

  float luminance(int x, int y) {
    int i = 3 * (y * width + x);
    return 0.2126f * rgb[i] + 0.7152f * rgb[i + 1] + 0.0722f * rgb[i + 2];
  }

  /** All luminances from the darkest to the brightest. */
  float[] sorted() {
    float[] all = new float[width * height];
    for (int i = 0; i < all.length; i++) {
      all[i] = luminance(i % width, i / width);
    }
    Arrays.sort(all);
    return all;
  }

  /** The mean of the logarithms over the sphere, each pixel by the angle it covers. */
  double logAverage() {
    double sum = 0;
    double weights = 0;
    for (int y = 0; y < height; y++) {
      double weight = Math.sin(Math.PI * (y + 0.5) / height);
      for (int x = 0; x < width; x++) {
        sum += weight * Math.log(1e-4 + luminance(x, y));
        weights += weight;
      }
    }
    return Math.exp(sum / weights);
  }

  /** How bright a white floor is in its light: 1 is white. */
  double floor() {
    double sum = 0;
    double pixel = 2 * Math.PI / width * Math.PI / height;
    for (int y = 0; y < height / 2; y++) {
      double down = Math.PI * (y + 0.5) / height;
      double weight = pixel * Math.sin(down) * Math.cos(down) / Math.PI;
      for (int x = 0; x < width; x++) {
        sum += weight * luminance(x, y);
      }
    }
    return sum;
  }

  /** As a screen would show it. */
  BufferedImage toned() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      int pixel = 0;
      for (int c = 0; c < 3; c++) {
        double shown = Math.pow(rgb[3 * i + c] / (rgb[3 * i + c] + 0.5), 1 / 2.2);
        pixel = pixel << 8 | (int) (255 * shown);
      }
      image.setRGB(i % width, i / width, pixel);
    }
    return image;
  }
}
