package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * The segments of a JPEG file (ITU-T T.81, annex B), walked through every scan to the end of the
 * image, with a frame of a kind that browsers decode; as wide and high as it is shown.
 */
final class JpegSegments {
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_IMAGE = 0xffd8;
  private static final int EXIF = 0xe1;

  /** A progressive picture has about ten; each costs its decoder a pass over the whole picture. */
  private static final int MAX_SCANS = 100;

  private final ByteReader reader;
  private int scans;
  private int width;
  private int height;
  private Orientation orientation = Orientation.UPRIGHT;

  private JpegSegments(ByteReader reader) {
    this.reader = reader;
  }

  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    reader.moveTo(2);
    return new JpegSegments(reader).read();
  }

  /** What stands before its first scan. */
  static Orientation orientation(ByteReader reader) throws IOException, MalformedMedia {
    require(reader.u16be() == START_OF_IMAGE, "no JPEG");
    JpegSegments segments = new JpegSegments(reader);
    for (int marker = segments.marker();
        marker != START_OF_SCAN && marker != END_OF_IMAGE;
        marker = segments.marker()) {
      segments.segment(marker);
    }
    return segments.orientation;
  }

  private ProbeResult read() throws IOException, MalformedMedia {
    int marker = marker();
    while (marker != END_OF_IMAGE) {
      require(marker >= 0xc0 && (marker < 0xd0 || marker > 0xd9), "JPEG marker misplaced");
      segment(marker);
      marker = marker == START_OF_SCAN ? afterScan() : marker();
    }
    require(scans > 0, "JPEG without a scan");
    return orientation.turned()
        ? PixelLimit.image(FileFormat.JPEG, height, width)
        : PixelLimit.image(FileFormat.JPEG, width, height);
  }

  private int marker() throws IOException, MalformedMedia {
    require(reader.u8() == 0xff, "JPEG segment without marker");
    int marker = reader.u8();
    while (marker == 0xff) {
      marker = reader.u8();
    }
    return marker;
  }

  private void segment(int marker) throws IOException, MalformedMedia {
    int length = reader.u16be();
    require(length >= 2, "JPEG segment of length " + length);
    long end = reader.position() + length - 2;
    if (marker == START_OF_SCAN) {
      require(width > 0, "JPEG scan without a frame");
      require(++scans <= MAX_SCANS, "JPEG of more than " + MAX_SCANS + " scans");
    } else if (marker == EXIF) {
      orientation = ExifHeader.read(reader, end);
      reader.moveTo(Math.min(end, reader.length()));
    } else if (marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
      require(marker <= 0xc2 && width == 0, "JPEG frame of a kind not in use");
      frame();
    }
    require(reader.position() <= end, "JPEG frame header too short");
    reader.skip(end - reader.position());
  }

  private void frame() throws IOException, MalformedMedia {
    int bits = reader.u8();
    height = reader.u16be();
    width = reader.u16be();
    int components = reader.u8();
    require(bits == 8 || bits == 12, "JPEG of " + bits + " bits");
    require(components >= 1 && components <= 4, "JPEG of " + components + " components");
    PixelLimit.check("JPEG", width, height);
  }

  /** Moves over coded data, in which 0xff is followed by zero or a restart; the next marker. */
  private int afterScan() throws IOException, MalformedMedia {
    while (reader.find(0xff)) {
      reader.countEntries(1);
      int marker = reader.u8();
      while (marker == 0xff) {
        marker = reader.u8();
      }
      if (marker != 0 && (marker < 0xd0 || marker > 0xd7)) {
        return marker;
      }
    }
    throw new MalformedMedia("cut short: JPEG without its end");
  }
}
