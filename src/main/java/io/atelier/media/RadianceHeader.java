package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a Radiance picture (Radiance reference, "picture file format"): lines of text, an
 * empty line, and the resolution.
 */
final class RadianceHeader {
  private static final int MAX_LINES = 256;
  private static final int MAX_LINE_CHARACTERS = 2048;
  private static final long MAX_PIXELS = 16384L * 16384L;
  private static final Pattern RESOLUTION =
      Pattern.compile("([-+][XY]) ([0-9]{1,7}) ([-+][XY]) ([0-9]{1,7})");

  private RadianceHeader() {}

  static void read(ByteReader reader) throws IOException, MalformedMedia {
    reader.moveTo(0);
    String line = line(reader);
    require(line.equals("#?RADIANCE") || line.equals("#?RGBE"), "Radiance signature damaged");
    int lines = 0;
    while (!line.isEmpty()) {
      require(++lines <= MAX_LINES, "Radiance header without end");
      line = line(reader);
      require(
          !line.startsWith("FORMAT=")
              || line.equals("FORMAT=32-bit_rle_rgbe")
              || line.equals("FORMAT=32-bit_rle_xyze"),
          "Radiance picture in an unknown format");
    }
    Matcher resolution = RESOLUTION.matcher(line(reader));
    require(
        resolution.matches() && resolution.group(1).charAt(1) != resolution.group(3).charAt(1),
        "Radiance picture without resolution");
    long pixels = Long.parseLong(resolution.group(2)) * Long.parseLong(resolution.group(4));
    require(pixels > 0 && pixels <= MAX_PIXELS, "Radiance picture of " + pixels + " pixels");
    require(reader.remaining() > 0, "cut short: Radiance picture without pixels");
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
