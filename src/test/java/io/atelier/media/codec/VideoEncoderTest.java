package io.atelier.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.media.codec.VideoEncoder.Sound;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoEncoderTest {
  @TempDir Path directory;

  @Test
  @DisplayName("FR-007: H.264 High of 4:2:0 whose index comes first, without times or versions")
  void it_is_what_browsers_play() throws IOException {
    Path file = directory.resolve("clip");
    Clips.encode(file, 30, null);
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes.substring(4, 8)).isEqualTo("ftyp");
    assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    int avcc = bytes.indexOf("avcC");
    assertThat(avcc).isPositive();
    assertThat((int) bytes.charAt(avcc + 5)).as("the High profile").isEqualTo(100);
    int mvhd = bytes.indexOf("mvhd");
    assertThat(bytes.substring(mvhd + 8, mvhd + 16)).as("times").isEqualTo("\0".repeat(8));
    assertThat(bytes).doesNotContain("Lavf", "Lavc");
  }

  @Test
  void the_same_pictures_and_sound_give_the_same_bytes() throws IOException {
    float[] tone = AudioEncoderTest.tone(30 * 44_100 / Clips.RATE);
    Path one = directory.resolve("one");
    Path two = directory.resolve("two");
    Clips.encode(one, 30, new Sound(tone, tone));
    Clips.encode(two, 30, new Sound(tone, tone));
    assertThat(two).hasSameBinaryContentAs(one);
  }

  @Test
  void pictures_and_sound_come_back() throws IOException {
    int samples = 30 * 44_100 / Clips.RATE;
    float[] tone = AudioEncoderTest.tone(samples);
    Path file = directory.resolve("clip");
    Clips.encode(file, 30, new Sound(tone, tone));
    try (VideoDecoder decoder = VideoDecoder.open(file, VideoDecoder.Limits.of(4096, 1000))) {
      assertThat(decoder.width()).isEqualTo(Clips.WIDTH);
      assertThat(decoder.height()).isEqualTo(Clips.HEIGHT);
      assertThat(decoder.rate()).isEqualTo(Clips.RATE);
      assertThat(decoder.seconds()).isCloseTo(30.0 / Clips.RATE, within(0.001));
      for (int i = 0; i < 30; i++) {
        BufferedImage image = decoder.next();
        assertThat(decoder.time()).isCloseTo((double) i / Clips.RATE, within(0.001));
        assertThat(near(image.getRGB(4, 4), 0x102060)).isTrue();
        assertThat(near(image.getRGB(i * 2 + 16, 48), 0xf0c020)).isTrue();
      }
      assertThat(decoder.next()).isNull();
    }
    Sound sound = AudioDecoder.decode(file, 100);
    assertThat(sound.left()).hasSize(samples);
    double error = 0;
    for (int i = 2000; i < samples - 2000; i++) {
      error = Math.max(error, Math.abs(sound.left()[i] - tone[i]));
    }
    assertThat(error).as("in place to the sample").isLessThan(0.02);
  }

  @Test
  void frames_that_do_not_fit_are_refused() throws IOException {
    Path file = directory.resolve("clip");
    assertThatThrownBy(() -> VideoEncoder.open(file, 161, 96, 24, 1, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VideoEncoder.open(file, 160, 8192, 24, 1, null))
        .isInstanceOf(IllegalArgumentException.class);
    try (VideoEncoder encoder = VideoEncoder.open(file, 160, 96, 24, 2, null)) {
      assertThatThrownBy(() -> encoder.write(new byte[7]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(encoder::finish).hasMessage("2 frames are missing");
    }
  }

  private static boolean near(int actual, int expected) {
    Color a = new Color(actual);
    Color b = new Color(expected);
    return Math.abs(a.getRed() - b.getRed()) < 8
        && Math.abs(a.getGreen() - b.getGreen()) < 8
        && Math.abs(a.getBlue() - b.getBlue()) < 8;
  }
}
