package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * Where the samples of a track lie and when they play (ISO/IEC 14496-12, sections 8.6 and 8.7);
 * only what tells a file cut short, and sums.
 */
final class IsoSampleTable {
  private static final int STTS = IsoBox.type("stts");
  private static final int STSC = IsoBox.type("stsc");
  private static final int STSZ = IsoBox.type("stsz");
  private static final int STCO = IsoBox.type("stco");
  private static final int CO64 = IsoBox.type("co64");

  private long timed;
  private long units;
  private long lastOffset = -1;
  private int chunks;
  private long samplesInLastChunk;
  private long sizesStart = -1;
  private int sizes;
  private long sizeOfAll;

  /** Reads one of its boxes; others are left alone. */
  void box(ByteReader reader, IsoBox box) throws IOException, MalformedMedia {
    if (box.type() == STTS) {
      IsoBox.version(reader);
      int entries = box.entries(reader, 8);
      reader.countEntries(entries);
      for (int left = entries; left > 0; left--) {
        long count = reader.u32be();
        timed += count;
        units += count * reader.u32be();
      }
    } else if (box.type() == STSC) {
      IsoBox.version(reader);
      int entries = box.entries(reader, 12);
      if (entries > 0) {
        reader.skip(12L * (entries - 1) + 4);
        samplesInLastChunk = reader.u32be();
      }
    } else if (box.type() == STSZ) {
      IsoBox.version(reader);
      sizeOfAll = reader.u32be();
      sizes = sizeOfAll == 0 ? box.entries(reader, 4) : 0;
      sizesStart = reader.position();
    } else if (box.type() == STCO || box.type() == CO64) {
      IsoBox.version(reader);
      offsets(reader, box, box.type() == CO64);
    }
  }

  private void offsets(ByteReader reader, IsoBox box, boolean wide)
      throws IOException, MalformedMedia {
    chunks = box.entries(reader, wide ? 8 : 4);
    reader.countEntries(chunks);
    for (int left = chunks; left > 0; left--) {
      lastOffset = wide ? reader.u64be() : reader.u32be();
      require(
          lastOffset >= 0 && lastOffset < reader.length(),
          () -> "cut short: MP4 chunk at " + lastOffset + " of " + reader.length() + " bytes");
    }
  }

  /** Whether the samples of the last chunk end within the file. */
  void check(ByteReader reader) throws IOException, MalformedMedia {
    if (chunks == 0 || sizesStart < 0) {
      return;
    }
    long end = lastOffset + samplesInLastChunk * sizeOfAll;
    if (sizeOfAll == 0) {
      long last = Math.min(samplesInLastChunk, sizes);
      reader.moveTo(sizesStart + 4 * (sizes - last));
      reader.countEntries(last);
      for (; last > 0; last--) {
        end += reader.u32be();
      }
    }
    require(
        end <= reader.length(),
        "cut short: MP4 samples to " + end + " of " + reader.length() + " bytes");
  }

  /** The mean number of samples in a unit of the track's time; 0 if it has none. */
  double samplesPerUnit() {
    return units > 0 ? (double) timed / units : 0;
  }
}
