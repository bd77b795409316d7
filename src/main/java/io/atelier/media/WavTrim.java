package io.atelier.media;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Cuts a WAV to an exact length and fades its end out, along a quarter of a cosine.
 *
 * <p>Every other sample stays as it is, bit for bit; chunks that are not sound are left out.
 * Streams: holds one buffer of 64 KiB. Stateless and thread-safe.
 */
public final class WavTrim {
  private static final int HEADER_BYTES = 44;
  private static final int BUFFER = 64 * 1024;

  private WavTrim() {}

  /**
   * Writes the beginning of a sound; the caller closes the stream.
   *
   * @param seconds to keep, to the nearest sample
   * @param fadeSeconds at the end of those
   * @throws UnusableMediaException if it is no intact WAV, or too short
   */
  public static void write(Path wav, double seconds, double fadeSeconds, OutputStream out)
      throws IOException {
    if (!(seconds > 0) || !(fadeSeconds >= 0)) {
      throw new IllegalArgumentException(seconds + " seconds, " + fadeSeconds + " to fade");
    }
    try (ByteReader reader = new ByteReader(wav)) {
      if (reader.u32be() != 0x52494646L) {
        throw new UnusableMediaException("it is no WAV");
      }
      WavStructure sound = WavStructure.of(reader);
      long frames = Math.round(seconds * sound.sampleRate());
      if (frames < 1 || frames > sound.frames()) {
        throw new UnusableMediaException(
            "it has %d samples of the %d wanted".formatted(sound.frames(), frames));
      }
      long fade = Math.min(frames, Math.round(fadeSeconds * sound.sampleRate()));
      out.write(header(sound, frames));
      reader.moveTo(sound.dataStart());
      copy(reader, sound, frames, fade, out);
    } catch (MalformedMedia malformed) {
      throw new UnusableMediaException(malformed.reason());
    }
  }

  private static byte[] header(WavStructure sound, long frames) {
    int frameBytes = sound.frameBytes();
    long dataBytes = frames * frameBytes;
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ascii("RIFF")).putInt((int) (HEADER_BYTES - 8 + dataBytes + (dataBytes & 1)));
    header.put(ascii("WAVE")).put(ascii("fmt ")).putInt(16);
    header.putShort((short) (sound.floats() ? 3 : 1)).putShort((short) sound.channels());
    header.putInt(sound.sampleRate()).putInt(sound.sampleRate() * frameBytes);
    header.putShort((short) frameBytes).putShort((short) sound.bits());
    header.put(ascii("data")).putInt((int) dataBytes);
    return header.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void copy(
      ByteReader reader, WavStructure sound, long frames, long fade, OutputStream out)
      throws IOException, MalformedMedia {
    int frameBytes = sound.frameBytes();
    WavSamples samples = new WavSamples(frameBytes / sound.channels(), sound.floats());
    byte[] buffer = new byte[Math.max(1, BUFFER / frameBytes) * frameBytes];
    for (long frame = 0; frame < frames; ) {
      int count = (int) Math.min(frames - frame, buffer.length / frameBytes);
      reader.read(buffer, 0, count * frameBytes);
      for (int i = 0; i < count; i++) {
        long left = frames - (frame + i);
        if (left <= fade) {
          double gain = Math.sin(Math.PI / 2 * (left - 1) / Math.max(1, fade));
          for (int at = i * frameBytes; at < (i + 1) * frameBytes; at += samples.bytes()) {
            samples.scale(buffer, at, gain);
          }
        }
      }
      out.write(buffer, 0, count * frameBytes);
      frame += count;
    }
    if ((frames * frameBytes & 1) == 1) {
      out.write(0);
    }
  }
}
