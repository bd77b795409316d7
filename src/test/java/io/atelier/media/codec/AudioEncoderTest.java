package io.atelier.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.media.codec.AudioEncoder.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AudioEncoderTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Format.class)
  @DisplayName("FR-010: the same sound gives the same bytes")
  void the_same_sound_gives_the_same_bytes(Format format) throws IOException {
    float[] sound = tone(44_100 + 17);
    Path one = directory.resolve("one");
    Path two = directory.resolve("zwei ü");
    AudioEncoder.encode(sound, sound, format, one);
    AudioEncoder.encode(sound, sound, format, two);
    assertThat(two).hasSameBinaryContentAs(one);
    assertThat(Files.size(one)).isGreaterThan(1000);
  }

  @Test
  void an_m4a_begins_with_its_index_and_is_known_as_sound() throws IOException {
    Path file = directory.resolve("sound");
    AudioEncoder.encode(tone(44_100), tone(44_100), Format.M4A, file);
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes.substring(4, 12)).isEqualTo("ftypM4A ");
    assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
  }

  @Test
  @DisplayName("FR-010: a loop is as long as it was, and as true where it comes round as elsewhere")
  void a_loop_is_as_true_where_it_comes_round_as_elsewhere() throws IOException {
    float[] loop = tone(3 * 44_100);
    Path file = directory.resolve("loop");
    AudioEncoder.encodeLoop(loop, loop, Format.M4A, file);
    VideoEncoder.Sound played = AudioDecoder.decode(file, 10);
    assertThat(played.left()).hasSameSizeAs(loop);
    assertThat(knock(played.left(), loop)).isLessThan(3);

    AudioEncoder.encode(loop, loop, Format.M4A, file); // which is why
    assertThat(knock(AudioDecoder.decode(file, 10).left(), loop)).isGreaterThan(10);
  }

  /** How much further its first 1024 samples are from the truth than others are. */
  private static double knock(float[] played, float[] truth) {
    double[] errors = new double[truth.length / 1024];
    for (int i = 0; i < errors.length * 1024; i++) {
      errors[i / 1024] += (played[i] - truth[i]) * (played[i] - truth[i]);
    }
    double first = errors[0];
    Arrays.sort(errors);
    return Math.sqrt(first / errors[errors.length / 2]);
  }

  @Test
  void what_cannot_be_written_is_told() {
    Path nowhere = directory.resolve("missing/file");
    assertThatThrownBy(() -> AudioEncoder.encode(tone(4410), tone(4410), Format.MP3, nowhere))
        .isInstanceOfSatisfying(
            CodecException.class,
            e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.REFUSED))
        .hasMessageContaining("the file cannot be written: No such file or directory");
  }

  static float[] tone(int frames) {
    float[] sound = new float[frames];
    for (int i = 0; i < frames; i++) {
      sound[i] = (float) (0.5 * Math.sin(2 * Math.PI * 441 * i / 44_100));
    }
    return sound;
  }
}
