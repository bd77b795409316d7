package io.atelier.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoRefitTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void a_copy_is_cut_between_pictures_that_are_stored_out_of_order() throws IOException {
    Path from = Clips.sample("b-frames.mp4", directory);
    Path to = directory.resolve("cut");
    VideoRefit.copy(from, 2, to);
    assertFastStart(to);
    try (VideoDecoder before = VideoDecoder.open(from, VideoDecoder.Limits.of(4096, 1000));
        VideoDecoder after = VideoDecoder.open(to, VideoDecoder.Limits.of(4096, 1000))) {
      int count = 0;
      for (BufferedImage image = after.next(); image != null; image = after.next()) {
        assertThat(difference(image, before.next())).as("picture " + count).isZero();
        assertThat(after.time()).isCloseTo(count / 24.0, within(0.002));
        count++;
      }
      assertThat(count).isBetween(44, 48);
    }
    assertThat(AudioDecoder.decode(to, 10).left().length / 44_100.0).isBetween(1.9, 2.0);
  }

  @Test
  void a_copy_that_is_short_enough_keeps_every_picture() throws IOException {
    Path to = directory.resolve("whole");
    VideoRefit.copy(Clips.sample("b-frames.mp4", directory), 100, to);
    assertThat(frames(to)).isEqualTo(72);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hevc.mp4", "vp9-opus.webm", "b-frames.mp4"})
  void what_browsers_may_lack_becomes_h264(String name) throws IOException {
    Path from = Clips.sample(name, directory);
    Path to = directory.resolve("fit");
    VideoRefit.transcode(from, 1.5, 1 << 20, DEADLINE, to);
    assertFastStart(to);
    assertThat(Files.readString(to, StandardCharsets.ISO_8859_1)).contains("avcC");
    try (VideoDecoder before = VideoDecoder.open(from, VideoDecoder.Limits.of(4096, 1000));
        VideoDecoder after = VideoDecoder.open(to, VideoDecoder.Limits.of(4096, 1000))) {
      assertThat(after.seconds()).isCloseTo(1.5, within(0.03));
      assertThat(difference(after.next(), before.next())).isLessThan(12);
    }
    if (!name.startsWith("hevc")) {
      assertThat(AudioDecoder.decode(to, 10).left().length / 44_100.0).isCloseTo(1.5, within(0.03));
    }
  }

  @Test
  void nothing_larger_than_allowed_is_decoded() throws IOException {
    Path from = Clips.sample("hevc.mp4", directory);
    Path to = directory.resolve("fit");
    assertThatThrownBy(() -> VideoRefit.transcode(from, 2, 96 * 64 - 1, DEADLINE, to))
        .isInstanceOfSatisfying(
            CodecException.class,
            e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.REFUSED))
        .hasMessageContaining("96 x 64 pixels are more than 6143");
  }

  private int frames(Path file) throws IOException {
    try (VideoDecoder decoder = VideoDecoder.open(file, VideoDecoder.Limits.of(64, 1000))) {
      int count = 0;
      while (decoder.next() != null) {
        count++;
      }
      return count;
    }
  }

  private static void assertFastStart(Path file) throws IOException {
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
  }

  /** The mean of the differences of all channels. */
  private static double difference(BufferedImage one, BufferedImage two) {
    long sum = 0;
    for (int i = 0; i < one.getWidth() * one.getHeight(); i++) {
      int a = one.getRGB(i % one.getWidth(), i / one.getWidth());
      int b = two.getRGB(i % one.getWidth(), i / one.getWidth());
      for (int shift = 0; shift < 24; shift += 8) {
        sum += Math.abs((a >> shift & 0xff) - (b >> shift & 0xff));
      }
    }
    return sum / (3.0 * one.getWidth() * one.getHeight());
  }
}
