package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The fragments of an MP4 (ISO/IEC 14496-12, section 8.8), whose {@code moov} says neither how many
 * samples there are nor, at times, how long they play.
 */
final class IsoFragments {
  private static final int MAX_FRAGMENTED_TRACKS = 64;
  private static final int TREX = IsoBox.type("trex");
  private static final int TRAF = IsoBox.type("traf");
  private static final int TFHD = IsoBox.type("tfhd");
  private static final int TRUN = IsoBox.type("trun");

  /** What is known of one track so far. */
  private static final class Run {
    private long defaultUnits;
    private long units;
    private long samples;
  }

  private final Map<Long, Run> runs = new HashMap<>();
  private boolean any;
  private long track;
  private long unitsHere;

  /** Reads a box of {@code mvex}. */
  void defaults(ByteReader reader, IsoBox box) throws IOException, MalformedMedia {
    if (box.type() == TREX) {
      IsoBox.version(reader);
      long id = reader.u32be();
      reader.skip(4);
      run(id).defaultUnits = reader.u32be();
    }
  }

  /** Reads a {@code moof} box. */
  void fragment(ByteReader reader, IsoBox moof) throws IOException, MalformedMedia {
    any = true;
    moof.each(
        reader,
        box -> {
          if (box.type() == TRAF) {
            box.each(reader, inner -> trackBox(reader, inner));
          }
        });
  }

  private void trackBox(ByteReader reader, IsoBox box) throws IOException, MalformedMedia {
    if (box.type() == TFHD) {
      long flags = reader.u32be() & 0xffffff;
      track = reader.u32be();
      reader.skip(((flags & 1) != 0 ? 8 : 0) + ((flags & 2) != 0 ? 4 : 0));
      unitsHere = (flags & 8) != 0 ? reader.u32be() : run(track).defaultUnits;
    } else if (box.type() == TRUN) {
      samples(reader, box);
    }
  }

  private void samples(ByteReader reader, IsoBox box) throws IOException, MalformedMedia {
    long flags = reader.u32be() & 0xffffff;
    int each = 4 * Long.bitCount(flags & 0xf00);
    long count = each == 0 ? reader.u32be() : box.entries(reader, each);
    Run run = run(track);
    run.samples += count;
    if ((flags & 0x100) == 0) {
      run.units += count * unitsHere;
      return;
    }
    reader.skip(((flags & 1) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 4 : 0));
    reader.countEntries(count);
    for (long left = count; left > 0; left--) {
      run.units += reader.u32be();
      reader.skip(each - 4L);
    }
  }

  private Run run(long id) throws MalformedMedia {
    require(runs.containsKey(id) || runs.size() < MAX_FRAGMENTED_TRACKS, "MP4 of too many tracks");
    return runs.computeIfAbsent(id, none -> new Run());
  }

  boolean any() {
    return any;
  }

  long samples(long id) {
    Run run = runs.get(id);
    return run == null ? 0 : run.samples;
  }

  double seconds(long id, long timescale) {
    Run run = runs.get(id);
    return run == null || run.units <= 0 ? 0 : (double) run.units / timescale;
  }
}
