package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A WebM file (RFC 9559; WebM container guidelines): the document type that sets it apart from any
 * other Matroska file, its tracks, and its clusters walked block by block.
 */
final class WebmSegment {
  private static final int MAX_HEADER_BYTES = 4096;
  private static final long DOC_TYPE = 0x4282;
  private static final long VOID = 0xec;
  private static final long SEGMENT = 0x18538067L;
  private static final long INFO = 0x1549a966L;
  private static final long TIMESTAMP_SCALE = 0x2ad7b1;
  private static final long DURATION = 0x4489;
  private static final long TRACKS = 0x1654ae6bL;
  private static final long TRACK = 0xae;
  private static final long CLUSTER = 0x1f43b675L;
  private static final long CUES = 0x1c53bb6bL;
  private static final int MAX_TRACKS = 64;
  private static final double NANOSECONDS = 1e9;

  private final ByteReader reader;
  private final List<WebmTrack> tracks = new ArrayList<>();
  private final WebmClusters clusters = new WebmClusters();
  private long timestampScale = 1_000_000;
  private double duration;
  private boolean cuesFirst;

  private WebmSegment(ByteReader reader) {
    this.reader = reader;
  }

  /** Reads on behind the EBML header's id. */
  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    WebmSegment webm = new WebmSegment(reader);
    webm.header();
    webm.segment();
    return webm.result();
  }

  private void header() throws IOException, MalformedMedia {
    long size = Ebml.number(reader, false);
    require(size >= 0 && size <= MAX_HEADER_BYTES, "EBML header of size " + size);
    long end = reader.position() + size;
    boolean webm = false;
    while (reader.position() < end) {
      Ebml element = Ebml.next(reader, end);
      require(element.sized(), "EBML element out of its header");
      if (element.id() == DOC_TYPE) {
        require(element.text(reader, 5).equals("webm"), "Matroska that is not WebM");
        webm = true;
      }
      reader.moveTo(element.end());
    }
    require(webm, "EBML without document type");
  }

  private void segment() throws IOException, MalformedMedia {
    Ebml segment = Ebml.next(reader, reader.length());
    while (segment.id() == VOID && segment.sized()) {
      reader.moveTo(segment.end());
      segment = Ebml.next(reader, reader.length());
    }
    require(segment.id() == SEGMENT, "WebM without segment");
    require(reader.remaining() > 0, "cut short: WebM segment without content");
    long end = segment.sized() ? segment.end() : reader.length();
    while (reader.position() < end) {
      Ebml element = Ebml.next(reader, end);
      if (element.id() == CLUSTER) {
        clusters.read(reader, element.sized() ? element.end() : end, element.sized());
      } else {
        require(element.sized(), "WebM element of unknown size");
        element(element);
        reader.moveTo(element.end());
      }
    }
    require(clusters.any(), "cut short: WebM without clusters");
  }

  private void element(Ebml element) throws IOException, MalformedMedia {
    if (element.id() == INFO) {
      while (reader.position() < element.end()) {
        Ebml inner = Ebml.next(reader, element.end());
        information(inner);
        reader.moveTo(inner.end());
      }
    } else if (element.id() == TRACKS) {
      while (reader.position() < element.end()) {
        Ebml inner = Ebml.next(reader, element.end());
        require(inner.sized(), "WebM element of unknown size");
        if (inner.id() == TRACK) {
          require(tracks.size() < MAX_TRACKS, "WebM of more than " + MAX_TRACKS + " tracks");
          tracks.add(WebmTrack.read(reader, inner));
        }
        reader.moveTo(inner.end());
      }
    } else if (element.id() == CUES) {
      cuesFirst |= !clusters.any();
    }
  }

  private void information(Ebml element) throws IOException, MalformedMedia {
    require(element.sized(), "WebM element of unknown size");
    if (element.id() == TIMESTAMP_SCALE) {
      timestampScale = element.unsigned(reader);
      require(timestampScale > 0, "WebM without a time scale");
    } else if (element.id() == DURATION) {
      duration = element.floating(reader);
    }
  }

  private ProbeResult result() throws MalformedMedia {
    Optional<WebmTrack> video = tracks.stream().filter(WebmTrack::picture).findFirst();
    Optional<WebmTrack> sound = tracks.stream().filter(WebmTrack::sound).findFirst();
    require(video.isPresent() || sound.isPresent(), "WebM without tracks");
    double units = duration > 0 ? duration : clusters.lastTimestamp();
    double seconds = units * timestampScale / NANOSECONDS;
    require(seconds > 0 && seconds < 1e9, "WebM of no duration");
    if (video.isEmpty()) {
      WebmTrack track = sound.get();
      require(track.hertz() >= 1 && track.channels() > 0, "WebM without sample rate");
      return new ProbeResult.Audio(
          FileFormat.WEBM, track.codec(), seconds, track.hertz(), track.channels());
    }
    WebmTrack track = video.get();
    PixelLimit.check("WebM", track.width(), track.height());
    return new ProbeResult.Video(
        FileFormat.WEBM,
        track.codec(),
        (int) track.width(),
        (int) track.height(),
        seconds,
        track.nanosecondsPerFrame() > 0
            ? NANOSECONDS / track.nanosecondsPerFrame()
            : clusters.blocks(track.number()) / seconds,
        sound.map(WebmTrack::codec),
        cuesFirst);
  }
}
