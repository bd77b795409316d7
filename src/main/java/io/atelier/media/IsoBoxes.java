package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The boxes of an ISO base media file (ISO/IEC 14496-12): MP4, M4A and AVIF are told apart by the
 * brands in {@code ftyp} and by their tracks.
 *
 * <p>An MP4 without picture is an M4A: players call it so, whatever brand its encoder wrote.
 */
final class IsoBoxes {
  private static final int MAX_FTYP_BYTES = 1024;
  private static final int FTYP = 0x66747970;
  private static final int META = 0x6d657461;
  private static final int MDAT = 0x6d646174;
  private static final int MOOV = 0x6d6f6f76;
  private static final int TRAK = 0x7472616b;
  private static final int MDIA = 0x6d646961;
  private static final int HDLR = 0x68646c72;
  private static final long VIDE = 0x76696465L;
  private static final long SOUN = 0x736f756eL;

  private static final Set<String> AVIF = Set.of("avif", "avis");
  private static final Set<String> HEIF = Set.of("mif1", "msf1", "miaf");
  private static final Set<String> M4A = Set.of("M4A ", "M4B ");
  private static final Set<String> MP4 =
      Set.of(
          "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42",
          "avc1", "M4V ", "M4VH", "M4VP", "MSNV", "dash");

  private final ByteReader reader;
  private String majorBrand = "";
  private final Set<String> brands = new HashSet<>();
  private boolean meta;
  private boolean media;
  private boolean video;
  private boolean sound;

  private IsoBoxes(ByteReader reader) {
    this.reader = reader;
  }

  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    return new ProbeResult.Recognised(new IsoBoxes(reader).read());
  }

  private FileFormat read() throws IOException, MalformedMedia {
    reader.moveTo(0);
    brands();
    FileFormat family = family();
    while (reader.remaining() > 0) {
      box();
    }
    require(media, "cut short: no media data");
    if (family == FileFormat.AVIF) {
      require(meta, "AVIF without meta box");
      return FileFormat.AVIF;
    }
    require(video || sound, "MP4 without tracks");
    return family == FileFormat.M4A || !video ? FileFormat.M4A : FileFormat.MP4;
  }

  private void brands() throws IOException, MalformedMedia {
    long size = reader.u32be();
    require(size >= 16 && size <= MAX_FTYP_BYTES && size % 4 == 0, "ftyp box of size " + size);
    reader.skip(4);
    majorBrand = brand();
    reader.skip(4);
    while (reader.position() < size) {
      brands.add(brand());
    }
  }

  private String brand() throws IOException, MalformedMedia {
    byte[] name = ByteBuffer.allocate(4).putInt((int) reader.u32be()).array();
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  private FileFormat family() throws MalformedMedia {
    if (AVIF.contains(majorBrand)
        || (HEIF.contains(majorBrand) && brands.stream().anyMatch(AVIF::contains))) {
      return FileFormat.AVIF;
    }
    if (M4A.contains(majorBrand)) {
      return FileFormat.M4A;
    }
    // QuickTime and HEIC name MP4 among their brands at times, but are neither.
    require(
        MP4.contains(majorBrand)
            || (majorBrand.startsWith("3g") && brands.stream().anyMatch(MP4::contains)),
        "ftyp brand that is neither MP4, M4A nor AVIF");
    return FileFormat.MP4;
  }

  /** Moves over a box, or into one that leads to the tracks' handlers. */
  private void box() throws IOException, MalformedMedia {
    long start = reader.position();
    long size = reader.u32be();
    int type = (int) reader.u32be();
    if (size == 1) {
      size = reader.u64be();
    } else if (size == 0) {
      size = reader.length() - start;
    }
    long content = size - (reader.position() - start);
    require(type != FTYP && content >= 0, "MP4 box misplaced or of size " + size);
    require(
        content <= reader.remaining(),
        "cut short: box of " + content + " bytes, " + reader.remaining() + " left");
    if (type == MOOV || type == TRAK || type == MDIA) {
      return;
    }
    meta |= type == META;
    media |= type == MDAT;
    if (type == HDLR && content >= 12) {
      reader.skip(8);
      long handler = reader.u32be();
      video |= handler == VIDE;
      sound |= handler == SOUN;
      content -= 12;
    }
    reader.skip(content);
  }
}
