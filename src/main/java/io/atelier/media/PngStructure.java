package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The chunk sequence of a PNG file (W3C PNG, third edition, sections 5 and 11), checked from the
 * signature to IEND.
 *
 * <p>Every CRC is verified. The picture itself is not inflated.
 */
final class PngStructure {
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504c5445;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454e44;
  private static final int ANCILLARY = 0x20000000;

  /** Its CRC takes as long as several parts of other files. */
  private static final int PART_COSTS = 5;

  private final ByteReader reader;
  private boolean palette;
  private boolean data;
  private boolean dataEnded;

  private PngStructure(ByteReader reader) {
    this.reader = reader;
  }

  /** Reads on behind the first four bytes of the signature. */
  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    return new PngStructure(reader).read();
  }

  private ProbeResult read() throws IOException, MalformedMedia {
    require(reader.u32be() == 0x0d0a1a0aL, "PNG signature damaged");
    long length = reader.u32be();
    require(length == 13 && (int) reader.u32be() == IHDR, "PNG does not begin with IHDR");
    Header header = Header.read(reader);
    boolean more = true;
    while (more) {
      more = chunk();
    }
    require(data, "PNG without IDAT");
    require(palette || header.colourType != 3, "indexed PNG without PLTE");
    require(reader.remaining() == 0, reader.remaining() + " bytes after IEND");
    return new ProbeResult.Image(FileFormat.PNG, header.width, header.height);
  }

  private boolean chunk() throws IOException, MalformedMedia {
    reader.countPart(PART_COSTS);
    long length = reader.u32be();
    int type = (int) reader.u32be();
    require(length <= Integer.MAX_VALUE, () -> "PNG chunk length " + length);
    long crc = reader.crcOf(type, length);
    require(crc == reader.u32be(), () -> "PNG chunk 0x%08x fails its CRC".formatted(type));
    if (type == IDAT) {
      require(!dataEnded, "PNG with scattered IDAT");
      data = true;
      return true;
    }
    dataEnded = data;
    switch (type) {
      case IEND -> require(length == 0, "PNG IEND with content");
      case PLTE -> {
        require(
            !data && !palette && length > 0 && length <= 768 && length % 3 == 0,
            "PNG PLTE misplaced or malformed");
        palette = true;
      }
      default ->
          require((type & ANCILLARY) != 0, () -> "PNG with critical chunk 0x%08x".formatted(type));
    }
    return type != IEND;
  }

  /** The IHDR fields that matter: size in pixels and colour type. */
  private record Header(int width, int height, int colourType) {

    static Header read(ByteReader reader) throws IOException, MalformedMedia {
      CRC32 crc = new CRC32();
      byte[] bytes = new byte[17];
      bytes[0] = 'I';
      bytes[1] = 'H';
      bytes[2] = 'D';
      bytes[3] = 'R';
      for (int i = 4; i < bytes.length; i++) {
        bytes[i] = (byte) reader.u8();
      }
      crc.update(bytes);
      require(crc.getValue() == reader.u32be(), "PNG IHDR fails its CRC");
      ByteBuffer fields = ByteBuffer.wrap(bytes);
      int width = fields.getInt(4);
      int height = fields.getInt(8);
      PixelLimit.check("PNG", width, height);
      int depth = bytes[12];
      int colourType = bytes[13];
      require(legal(depth, colourType), "PNG colour type " + colourType + " with depth " + depth);
      require(
          bytes[14] == 0 && bytes[15] == 0 && (bytes[16] == 0 || bytes[16] == 1),
          "PNG methods unknown");
      return new Header(width, height, colourType);
    }

    private static boolean legal(int depth, int colourType) {
      return switch (colourType) {
        case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
        case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
        case 2, 4, 6 -> depth == 8 || depth == 16;
        default -> false;
      };
    }
  }
}
