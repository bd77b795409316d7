package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a Radiance picture (Radiance reference, "picture file format"): lines of text, an
 * empty line, and the resolution.
 *
 * @param lines how many scanlines follow
 * @param lineLength pixels in each
 * @param columns whether the scanlines are columns of the picture
 * @param xyz whether the pixels are CIE XYZ, not RGB
 */
record RadianceHeader(int lines, int lineLength, boolean columns, boolean xyz) {
  private static final int MAX_LINES = 256;
  private static final int MAX_LINE_CHARACTERS = 2048;
  private static final int MAX_LINE_PIXELS = 65_536;
  private static final Pattern RESOLUTION =
      Pattern.compile("([-+][XY]) ([0-9]{1,7}) ([-+][XY]) ([0-9]{1,7})");

  /** Reads from the beginning of the file to the first scanline. */
  static RadianceHeader read(ByteReader reader) throws IOException, MalformedMedia {
    reader.moveTo(0);
    String line = line(reader);
    require(line.equals("#?RADIANCE") || line.equals("#?RGBE"), "Radiance signature damaged");
    int lines = 0;
    boolean xyz = false;
    while (!line.isEmpty()) {
      require(++lines <= MAX_LINES, "Radiance header without end");
      line = line(reader);
      xyz |= line.equals("FORMAT=32-bit_rle_xyze");
      require(
          !line.startsWith("FORMAT=") || xyz || line.equals("FORMAT=32-bit_rle_rgbe"),
          "Radiance picture in an unknown format");
    }
    Matcher resolution = RESOLUTION.matcher(line(reader));
    require(
        resolution.matches() && resolution.group(1).charAt(1) != resolution.group(3).charAt(1),
        "Radiance picture without resolution");
    long count = Long.parseLong(resolution.group(2));
    long length = Long.parseLong(resolution.group(4));
    PixelLimit.check("Radiance", count, length);
    require(length <= MAX_LINE_PIXELS, "Radiance scanline of " + length + " pixels");
    boolean columns = resolution.group(1).charAt(1) == 'X';
    return new RadianceHeader((int) count, (int) length, columns, xyz);
  }

  int width() {
    return columns ? lines : lineLength;
  }

  int height() {
    return columns ? lineLength : lines;
  }

  private static String line(ByteReader reader) throws IOException, MalformedMedia {
    StringBuilder line = new StringBuilder();
    for (int c = reader.u8(); c != '\n'; c = reader.u8()) {
      require(line.length() < MAX_LINE_CHARACTERS, "Radiance header line without end");
      require(c >= 0x20 || c == '\t' || c == '\r', "Radiance header that is no text");
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }
}
