package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/** A track of an MP4: what it is coded in, how large or loud, and how long. */
final class IsoTrack {
  private static final int TKHD = IsoBox.type("tkhd");
  private static final int MDIA = IsoBox.type("mdia");
  private static final int MDHD = IsoBox.type("mdhd");
  private static final int HDLR = IsoBox.type("hdlr");
  private static final int MINF = IsoBox.type("minf");
  private static final int STBL = IsoBox.type("stbl");
  private static final int STSD = IsoBox.type("stsd");
  private static final int VIDE = IsoBox.type("vide");
  private static final int SOUN = IsoBox.type("soun");

  private final ByteReader reader;
  private final IsoSampleTable samples = new IsoSampleTable();
  private SampleDescription description = SampleDescription.NONE;
  private long descriptionStart = -1;
  private long descriptionEnd;
  private int handler;
  private long id;
  private long timescale;
  private long duration;
  private int width;
  private int height;
  private boolean turned;

  private IsoTrack(ByteReader reader) {
    this.reader = reader;
  }

  static IsoTrack read(ByteReader reader, IsoBox trak) throws IOException, MalformedMedia {
    IsoTrack track = new IsoTrack(reader);
    trak.each(reader, track::box);
    require(track.timescale > 0, "MP4 track without a time scale");
    return track;
  }

  /** Reads what can be read only when the handler is known, and looks for what is not there. */
  void check(ByteReader reader) throws IOException, MalformedMedia {
    if (handler == VIDE || handler == SOUN) {
      require(descriptionStart >= 0, "MP4 track without a sample description");
      reader.moveTo(descriptionStart);
      description = SampleDescription.read(reader, descriptionEnd, handler == VIDE);
      samples.check(reader);
    }
  }

  private void box(IsoBox box) throws IOException, MalformedMedia {
    int type = box.type();
    if (type == MDIA || type == MINF || type == STBL) {
      box.each(reader, this::box);
    } else if (type == TKHD) {
      header();
    } else if (type == MDHD) {
      int version = IsoBox.version(reader);
      reader.skip(version == 1 ? 16 : 8);
      timescale = reader.u32be();
      duration = version == 1 ? reader.u64be() : reader.u32be();
    } else if (type == HDLR) {
      reader.skip(8);
      handler = (int) reader.u32be();
    } else if (type == STSD) {
      descriptionStart = reader.position();
      descriptionEnd = box.end();
    } else {
      samples.box(reader, box);
    }
  }

  private void header() throws IOException, MalformedMedia {
    int version = IsoBox.version(reader);
    reader.skip(version == 1 ? 16 : 8);
    id = reader.u32be();
    reader.skip((version == 1 ? 12 : 8) + 16);
    long a = reader.u32be();
    long b = reader.u32be();
    reader.skip(28);
    turned = a == 0 && b != 0;
    width = reader.u16be();
    reader.skip(2);
    height = reader.u16be();
    reader.skip(2);
  }

  /** Whether it is a film, and not a picture that lies beside a sound as its cover. */
  boolean moves() {
    return handler == VIDE && !description.still();
  }

  boolean sounds() {
    return handler == SOUN;
  }

  long id() {
    return id;
  }

  long timescale() {
    return timescale;
  }

  Codec codec() {
    return description.codec();
  }

  int width() {
    return turned ? shownHeight() : shownWidth();
  }

  int height() {
    return turned ? shownWidth() : shownHeight();
  }

  private int shownWidth() {
    return width > 0 ? width : description.width();
  }

  private int shownHeight() {
    return height > 0 ? height : description.height();
  }

  int channels() {
    return description.channels();
  }

  /** In Hz; the time scale where the description says none, which 16 bits cannot hold all of. */
  int sampleRate() {
    long rate = description.sampleRate() > 0 ? description.sampleRate() : timescale;
    return (int) Math.min(rate, Integer.MAX_VALUE);
  }

  double seconds() {
    return duration > 0 ? (double) duration / timescale : 0;
  }

  double framesPerSecond() {
    return samples.samplesPerUnit() * timescale;
  }
}
