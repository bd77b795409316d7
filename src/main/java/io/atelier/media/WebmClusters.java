package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The clusters of a WebM file (RFC 9559, section 5.1.3), whose blocks are counted. */
final class WebmClusters {
  private static final long TIMESTAMP = 0xe7;
  private static final long BLOCK_GROUP = 0xa0;
  private static final long BLOCK = 0xa1;
  private static final long SIMPLE_BLOCK = 0xa3;
  private static final int MAX_TRACKS = 64;

  private final Map<Long, Long> blocks = new HashMap<>();
  private long timestamp;
  private long lastTimestamp;
  private boolean any;

  /**
   * Reads a cluster's elements up to a limit; one of unknown size ends where an element of the
   * segment begins, which has a longer id.
   */
  void read(ByteReader reader, long limit, boolean sized) throws IOException, MalformedMedia {
    any = true;
    while (reader.position() < limit) {
      long start = reader.position();
      Ebml element = Ebml.next(reader, limit);
      if (!sized && element.id() > 0xffffff) {
        reader.moveTo(start);
        return;
      }
      require(element.sized(), "WebM element of unknown size");
      if (element.id() == TIMESTAMP) {
        timestamp = element.unsigned(reader);
      } else if (element.id() == SIMPLE_BLOCK || element.id() == BLOCK) {
        block(reader, element);
      }
      if (element.id() != BLOCK_GROUP) {
        reader.moveTo(element.end());
      }
    }
  }

  private void block(ByteReader reader, Ebml element) throws IOException, MalformedMedia {
    long track = Ebml.number(reader, false);
    long at = timestamp + (short) reader.u16be();
    require(reader.position() <= element.end(), "WebM block too short");
    require(blocks.containsKey(track) || blocks.size() < MAX_TRACKS, "WebM of too many tracks");
    blocks.merge(track, 1L, Long::sum);
    lastTimestamp = Math.max(lastTimestamp, at);
  }

  boolean any() {
    return any;
  }

  /** How many blocks a track has; each is a frame of a film. */
  long blocks(long track) {
    return blocks.getOrDefault(track, 0L);
  }

  /** Where the last block begins, in units of the time scale. */
  long lastTimestamp() {
    return lastTimestamp;
  }
}
