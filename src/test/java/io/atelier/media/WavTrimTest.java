package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavTrimTest {
  private static final int HERTZ = 1000;
  private static final int FRAMES = 40_000;
  private static final int HEADER = 44;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"8, false", "16, false", "24, false", "32, false", "32, true", "64, true"})
  void a_sound_is_cut_to_the_sample_and_fades_out(int bits, boolean floats) throws IOException {
    byte[] wav = constant(bits, floats);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WavTrim.write(file(wav), 30.0005, 2, out);
    byte[] trimmed = out.toByteArray();

    assertThat(FormatSamples.probe(directory, trimmed))
        .isEqualTo(new ProbeResult.Audio(FileFormat.WAV, 30.001, HERTZ, 1));
    int bytes = bits / 8;
    int kept = HEADER + 28_001 * bytes;
    assertThat(Arrays.copyOfRange(trimmed, HEADER, kept))
        .as("before the fade, bit for bit")
        .isEqualTo(Arrays.copyOfRange(wav, HEADER, kept));
    double before = 1;
    for (int frame = 28_001; frame < 30_001; frame++) {
      double level = level(trimmed, HEADER + frame * bytes, bits, floats);
      assertThat(level).isBetween(0.0, before);
      before = level;
    }
    assertThat(before).as("at the end").isZero();
  }

  @Test
  void without_a_fade_nothing_is_changed() throws IOException {
    byte[] wav = constant(16, false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WavTrim.write(file(wav), 40, 0, out);
    assertThat(out.toByteArray()).isEqualTo(wav);
  }

  @Test
  void a_sound_too_short_or_none_at_all_is_refused() throws IOException {
    Path wav = file(constant(16, false));
    assertThatThrownBy(() -> WavTrim.write(wav, 40.001, 0, new ByteArrayOutputStream()))
        .isInstanceOf(UnusableMediaException.class)
        .hasMessageContaining("40000 samples of the 40001 wanted");
    Path mp3 = Files.write(directory.resolve("mp3"), FormatSamples.resource("tone.mp3"));
    assertThatThrownBy(() -> WavTrim.write(mp3, 0.01, 0, new ByteArrayOutputStream()))
        .isInstanceOf(UnusableMediaException.class);
    assertThatThrownBy(() -> WavTrim.write(wav, Double.NaN, 0, new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Half of full scale throughout. */
  private static byte[] constant(int bits, boolean floats) {
    int bytes = bits / 8;
    ByteBuffer wav = ByteBuffer.allocate(HEADER + FRAMES * bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.putInt(0x46464952).putInt(wav.capacity() - 8).putInt(0x45564157);
    wav.putInt(0x20746d66).putInt(16).putShort((short) (floats ? 3 : 1)).putShort((short) 1);
    wav.putInt(HERTZ).putInt(HERTZ * bytes).putShort((short) bytes).putShort((short) bits);
    wav.putInt(0x61746164).putInt(FRAMES * bytes);
    while (wav.hasRemaining()) {
      switch (bits) {
        case 8 -> wav.put((byte) 192);
        case 16 -> wav.putShort((short) 0x4000);
        case 24 -> wav.put((byte) 0).putShort((short) 0x4000);
        case 32 -> wav.putInt(floats ? Float.floatToIntBits(0.5f) : 0x40000000);
        default -> wav.putDouble(0.5);
      }
    }
    return wav.array();
  }

  private static double level(byte[] wav, int at, int bits, boolean floats) {
    ByteBuffer buffer = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
    return switch (bits) {
      case 8 -> ((wav[at] & 0xff) - 128) / 128.0;
      case 16 -> buffer.getShort(at) / 32_768.0;
      case 24 -> buffer.getShort(at + 1) / 32_768.0;
      case 32 -> floats ? buffer.getFloat(at) : buffer.getInt(at) / 2_147_483_648.0;
      default -> buffer.getDouble(at);
    };
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(directory.resolve("sound"), content);
  }
}
