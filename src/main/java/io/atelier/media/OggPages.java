package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The pages of an Ogg file (RFC 3533), walked to its end: every stream is a sound, no page is
 * missing, and each stream's last page says that it is.
 */
final class OggPages {
  private static final long CAPTURE = 0x4f676753L;
  private static final int BEGINS = 2;
  private static final int ENDS = 4;
  private static final int MAX_STREAMS = 256;

  private final ByteReader reader;
  private final Map<Long, OggStream> open = new HashMap<>();
  private OggStream sound = OggStream.NONE;
  private int streams;

  /** Of the streams that are over, and of the longest that began with those still open. */
  private double secondsBefore;

  private double secondsHere;

  private OggPages(ByteReader reader) {
    this.reader = reader;
  }

  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    reader.moveTo(0);
    return new OggPages(reader).read();
  }

  private ProbeResult read() throws IOException, MalformedMedia {
    while (reader.remaining() > 0) {
      page();
    }
    require(open.isEmpty(), "cut short: Ogg stream without its last page");
    double seconds = secondsBefore + secondsHere;
    require(seconds > 0, "Ogg without sound");
    return new ProbeResult.Audio(
        FileFormat.OGG, sound.codec(), seconds, (int) sound.sampleRate(), sound.channels());
  }

  private void page() throws IOException, MalformedMedia {
    reader.countPart();
    require(reader.u32be() == CAPTURE, "Ogg page damaged");
    require(reader.u8() == 0, "Ogg of an unknown version");
    int flags = reader.u8();
    long granule = reader.u64le();
    long serial = reader.u32le();
    long number = reader.u32le();
    reader.skip(4);
    int bytes = 0;
    for (int segments = reader.u8(); segments > 0; segments--) {
      bytes += reader.u8();
    }
    require(bytes <= reader.remaining(), "cut short: Ogg page of " + bytes + " bytes");
    long end = reader.position() + bytes;
    if ((flags & BEGINS) != 0) {
      begin(serial, end);
    }
    OggStream stream = open.getOrDefault(serial, OggStream.NONE);
    require(stream != OggStream.NONE, "Ogg that does not begin with a stream");
    stream.page(number, granule);
    reader.moveTo(end);
    if ((flags & ENDS) != 0) {
      secondsHere = Math.max(secondsHere, stream.seconds());
      open.remove(serial);
    }
  }

  private void begin(long serial, long end) throws IOException, MalformedMedia {
    require(++streams <= MAX_STREAMS, "Ogg of more than " + MAX_STREAMS + " streams");
    require(!open.containsKey(serial), "Ogg stream that begins twice");
    if (open.isEmpty()) {
      secondsBefore += secondsHere;
      secondsHere = 0;
    }
    OggStream stream = OggStream.read(reader, end);
    open.put(serial, stream);
    sound = streams == 1 ? stream : sound;
  }
}
