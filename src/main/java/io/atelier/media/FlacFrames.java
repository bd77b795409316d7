package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * The metadata of a FLAC file and its frames, found by their sync codes and header checksums (RFC
 * 9639, sections 8 and 9): as many samples as the stream information announces, and a last frame
 * whose own checksum is right.
 */
final class FlacFrames {
  private static final int STREAM_INFORMATION_BYTES = 34;
  private static final int ID3V1_BYTES = 128;
  private static final long TAG = 0x544147L;

  /** 65,535 samples of eight channels and 32 bits, not compressed, with all around them. */
  private static final int MAX_FRAME_BYTES = 1 << 22;

  private static final int MAX_METADATA_BLOCKS = 1024;

  private final ByteReader reader;
  private int largestBlock;
  private int sampleRate;
  private int channels;
  private long announced;
  private long end;

  private FlacFrames(ByteReader reader) {
    this.reader = reader;
  }

  /** Reads on behind "fLaC". */
  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    FlacFrames frames = new FlacFrames(reader);
    frames.metadata();
    long samples = frames.frames();
    return new ProbeResult.Audio(
        FileFormat.FLAC, (double) samples / frames.sampleRate, frames.sampleRate, frames.channels);
  }

  private void metadata() throws IOException, MalformedMedia {
    long block = reader.u32be();
    require((block & 0x7fffffff) == STREAM_INFORMATION_BYTES, "FLAC without stream information");
    int least = reader.u16be();
    largestBlock = reader.u16be();
    require(
        least >= 16 && largestBlock >= least, "FLAC block sizes " + least + " to " + largestBlock);
    reader.skip(6);
    long packed = reader.u64be();
    sampleRate = (int) (packed >>> 44);
    channels = (int) (packed >>> 41 & 7) + 1;
    announced = packed & 0xfffffffffL;
    require(sampleRate > 0, "FLAC without sample rate");
    reader.skip(16);
    for (int blocks = 1; (block & 0x80000000L) == 0; blocks++) {
      require(blocks < MAX_METADATA_BLOCKS, "FLAC of too many metadata blocks");
      block = reader.u32be();
      reader.skip(block & 0xffffff);
    }
  }

  /** Walks from frame to frame; the number of samples in all of them. */
  private long frames() throws IOException, MalformedMedia {
    long start = reader.position();
    end = endOfFrames(start);
    reader.moveTo(start);
    FlacFrameHeader last = null;
    long lastStart = start;
    long samples = 0;
    for (long at = start; at >= 0; at = nextSync(reader.position())) {
      reader.moveTo(at);
      FlacFrameHeader header = FlacFrameHeader.read(reader, end);
      if (header != null && header.follows(last, samples, largestBlock)) {
        samples += header.samples();
        last = header;
        lastStart = at;
      } else {
        require(last != null, "cut short: FLAC without frames");
        reader.moveTo(at + 1);
      }
    }
    require(
        announced == 0 || samples == announced,
        "cut short: FLAC of " + samples + " samples, " + announced + " announced");
    require(checksumRight(lastStart), "cut short: FLAC frame that fails its checksum");
    return samples;
  }

  private long endOfFrames(long start) throws IOException, MalformedMedia {
    if (reader.length() - start > ID3V1_BYTES) {
      reader.moveTo(reader.length() - ID3V1_BYTES);
      if (reader.u24be() == TAG) {
        return reader.length() - ID3V1_BYTES;
      }
    }
    return reader.length();
  }

  /** Where the next sync code is, or -1 if there is none. */
  private long nextSync(long from) throws IOException, MalformedMedia {
    reader.moveTo(Math.min(from, end));
    while (reader.position() < end && reader.find(0xff) && reader.position() < end) {
      reader.countPart();
      long at = reader.position() - 1;
      if ((reader.u8() & 0xfe) == 0xf8) {
        return at;
      }
      reader.moveTo(at + 1);
    }
    return -1;
  }

  private boolean checksumRight(long start) throws IOException, MalformedMedia {
    if (end - start < 4 || end - start > MAX_FRAME_BYTES) {
      return false;
    }
    reader.moveTo(start);
    int crc = 0;
    for (long left = end - start - 2; left > 0; left--) {
      crc = FlacFrameHeader.crc16(crc, reader.u8());
    }
    return crc == reader.u16be();
  }
}
