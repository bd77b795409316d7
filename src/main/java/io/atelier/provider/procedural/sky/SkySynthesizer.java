package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.prompt.Sine;
import io.atelier.provider.procedural.texture.Bands;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes environment maps from a prompt: equirectangular, of high dynamic range, with a real sun or
 * lamps in them.
 *
 * <p>The same prompt and width give the same bytes; a prompt shows the same place at every width.
 * Stateless and thread-safe; a call holds a few rows and uses two threads.
 */
public final class SkySynthesizer {
  public static final int MIN_WIDTH = 1024;
  public static final int MAX_WIDTH = 4096;
  private static final int BAND = 64;

  private SkySynthesizer() {}

  /**
   * Writes a Radiance picture twice as wide as high, replacing what is at the path.
   *
   * @param width in pixels, 1024 to 4096, even
   * @throws IllegalArgumentException if the width is out of range or odd
   * @throws java.io.InterruptedIOException if the thread is interrupted
   */
  public static void write(String prompt, int width, Path hdr) throws IOException {
    if (width < MIN_WIDTH || width > MAX_WIDTH || width % 2 != 0) {
      throw new IllegalArgumentException("width " + width + " is not an even 1024 to 4096");
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(hdr), 1 << 16)) {
      write(prompt, width, out);
    }
  }

  private static void write(String text, int width, OutputStream out) throws IOException {
    Prompt prompt = Prompt.of(text);
    Sky sky = Setting.of(prompt).design(SkyLook.of(prompt, (float) (width / (2 * Math.PI))));
    int height = width / 2;
    RadianceFile.writeHeader(out, width, height);
    byte[][] rows = new byte[BAND][];
    for (int from = 0; from < height; from += BAND) {
      int first = from;
      int count = Math.min(BAND, height - from);
      Bands.inPairs(count, i -> rows[i] = row(sky, width, first + i));
      for (int i = 0; i < count; i++) {
        out.write(rows[i]);
      }
    }
  }

  private static byte[] row(Sky sky, int width, int row) {
    byte[] planes = new byte[4 * width];
    Radiance light = new Radiance();
    double elevation = 0.25 - (row + 0.5) / width;
    float y = Sine.ofTurns(elevation);
    float across = Sine.ofTurns(0.25 - elevation);
    for (int column = 0; column < width; column++) {
      double azimuth = (column + 0.5) / width - 0.5;
      sky.at(across * Sine.ofTurns(azimuth + 0.25), y, across * Sine.ofTurns(azimuth), light);
      RadianceFile.encode(light, planes, column);
    }
    return RadianceFile.row(planes);
  }
}
