package io.atelier.media;

import java.io.IOException;

/**
 * The chunk sequence of a RIFF WAVE file (Microsoft RIFF, 1991; WAVE_FORMAT_EXTENSIBLE, 2001),
 * checked to the last byte.
 *
 * <p>A RIFF or data size of 0xFFFFFFFF, written by encoders that could not seek back, means "to the
 * end of the file".
 */
final class WavStructure {
  private static final long UNKNOWN_SIZE = 0xFFFFFFFFL;
  private static final long FMT = 0x666d7420L;
  private static final long DATA = 0x64617461L;
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int MAX_CHUNKS = 4096;

  private final ByteReader reader;
  private boolean openEnded;
  private long dataBytes = -1;
  private int channels;
  private long sampleRate;
  private int frameBytes;
  private int codec;
  private int bits;
  private long dataStart;

  private WavStructure(ByteReader reader) {
    this.reader = reader;
  }

  /** Reads on behind "RIFF". */
  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    return of(reader).result();
  }

  /** Reads on behind "RIFF", for somebody who then goes on to the samples. */
  static WavStructure of(ByteReader reader) throws IOException, MalformedMedia {
    WavStructure structure = new WavStructure(reader);
    structure.read();
    return structure;
  }

  private ProbeResult result() {
    double seconds = (double) frames() / sampleRate;
    return new ProbeResult.Audio(FileFormat.WAV, seconds, (int) sampleRate, channels);
  }

  /** Where the first sample begins in the file. */
  long dataStart() {
    return dataStart;
  }

  long frames() {
    return dataBytes / frameBytes;
  }

  int frameBytes() {
    return frameBytes;
  }

  int channels() {
    return channels;
  }

  int sampleRate() {
    return (int) sampleRate;
  }

  /** Bits of a sample that count. */
  int bits() {
    return bits;
  }

  /** Whether the samples are IEEE floats, not integers. */
  boolean floats() {
    return codec == FLOAT;
  }

  private void read() throws IOException, MalformedMedia {
    long riffBytes = reader.u32le();
    openEnded = riffBytes == UNKNOWN_SIZE;
    long present = reader.remaining();
    require(reader.u32be() == 0x57415645L, "RIFF file that is not WAVE");
    require(
        openEnded || riffBytes <= present,
        "cut short: RIFF announces " + riffBytes + " bytes, " + present + " present");
    require(
        openEnded || riffBytes + (riffBytes & 1) >= present,
        (present - riffBytes) + " bytes after the RIFF chunk");
    // A header left of a chunk is 8 bytes; fewer can only be the pad of an odd RIFF chunk, judged
    // above.
    int chunks = 0;
    while (reader.remaining() >= 8) {
      require(++chunks <= MAX_CHUNKS, "WAV of more than " + MAX_CHUNKS + " chunks");
      chunk();
    }
    require(reader.remaining() <= 1, "WAV ends within a chunk header");
    require(frameBytes > 0, "WAV without fmt chunk");
    require(dataBytes > 0, "WAV without sound");
    require(dataBytes % frameBytes == 0, "WAV data ends within a frame");
  }

  private void chunk() throws IOException, MalformedMedia {
    long id = reader.u32be();
    long size = reader.u32le();
    if (id == DATA) {
      require(frameBytes > 0 && dataBytes < 0, "WAV data chunk before fmt, or twice");
      dataBytes = size == UNKNOWN_SIZE && openEnded ? reader.remaining() : size;
      size = dataBytes;
      dataStart = reader.position();
    }
    require(
        size <= reader.remaining(),
        "cut short: WAV chunk of " + size + " bytes, " + reader.remaining() + " left");
    long end = reader.position() + size;
    if (id == FMT) {
      require(frameBytes == 0 && size >= 16, "WAV fmt chunk twice or too short");
      format(size);
    }
    reader.skip(end - reader.position());
    if ((size & 1) == 1 && reader.remaining() > 0) {
      reader.skip(1);
    }
  }

  private void format(long size) throws IOException, MalformedMedia {
    codec = reader.u16le();
    channels = reader.u16le();
    sampleRate = reader.u32le();
    long byteRate = reader.u32le();
    frameBytes = reader.u16le();
    bits = reader.u16le();
    if (codec == 0xFFFE && size >= 40) {
      reader.skip(8);
      codec = reader.u16le();
    }
    require(
        codec == PCM || codec == FLOAT,
        "WAV codec 0x%04x is neither PCM nor float".formatted(codec));
    require(channels >= 1 && channels <= 64, "WAV of " + channels + " channels");
    require(sampleRate >= 1000 && sampleRate <= 768_000, "WAV sample rate " + sampleRate);
    boolean depth = codec == PCM ? bits >= 8 && bits <= 32 : bits == 32 || bits == 64;
    require(
        depth && frameBytes == channels * ((bits + 7) / 8),
        "WAV frame of " + frameBytes + " bytes, " + bits + " bits");
    require(byteRate == sampleRate * frameBytes, "WAV byte rate " + byteRate);
  }

  private static void require(boolean condition, String reason) throws MalformedMedia {
    if (!condition) {
      throw new MalformedMedia(reason);
    }
  }
}
