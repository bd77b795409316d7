package io.atelier.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoDecoderTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void a_poster_is_the_first_picture_scaled_to_fit() throws IOException {
    BufferedImage poster = VideoDecoder.poster(Clips.sample("vp9-opus.webm", directory), 48);
    assertThat(poster.getWidth()).isEqualTo(48);
    assertThat(poster.getHeight()).isEqualTo(32);
    assertThat(VideoDecoder.poster(Clips.sample("still.webp", directory), 4096).getWidth())
        .isEqualTo(64);
  }

  // the square is stored at the left, a third of the way down
  @Test
  void a_film_that_was_held_turned_has_an_upright_poster() throws IOException {
    Path film = directory.resolve("film");
    Clips.encode(film, 3, null);
    assertThat(shown(film)).isEqualTo("160 x 96, 16, 48");
    Clips.turn(film, 0, 1, -1, 0); // clockwise
    assertThat(shown(film)).isEqualTo("96 x 160, 48, 16");
    Clips.turn(film, 0, -1, 1, 0);
    assertThat(shown(film)).isEqualTo("96 x 160, 48, 144");
    Clips.turn(film, -1, 0, 0, -1);
    assertThat(shown(film)).isEqualTo("160 x 96, 144, 48");
    Clips.turn(film, -1, 0, 0, 1); // as in a mirror
    assertThat(shown(film)).isEqualTo("160 x 96, 144, 48");
    try (VideoDecoder small =
        VideoDecoder.open(film, new VideoDecoder.Limits(1 << 20, 80, 80, 1, DEADLINE))) {
      assertThat(small.width()).isEqualTo(80);
    }
    Clips.turn(film, 0, 1, -1, 0);
    try (VideoDecoder small =
        VideoDecoder.open(film, new VideoDecoder.Limits(1 << 20, 48, 200, 1, DEADLINE))) {
      assertThat(small.width()).isEqualTo(48);
      assertThat(small.height()).isEqualTo(80);
    }
  }

  @Test
  void a_film_that_was_held_turned_is_shown_so_however_it_is_made_to_fit() throws IOException {
    Path film = directory.resolve("film");
    Clips.encode(film, 3, null);
    Clips.turn(film, 0, 1, -1, 0);
    ProbeResult.Video before = (ProbeResult.Video) MediaProbe.probe(film);
    Path copied = directory.resolve("copied");
    VideoRefit.copy(film, 100, copied);
    Path anew = directory.resolve("anew");
    VideoRefit.transcode(film, 100, 1 << 20, DEADLINE, anew);
    for (Path fitted : new Path[] {copied, anew}) {
      assertThat(shown(fitted)).isEqualTo("96 x 160, 48, 16");
      ProbeResult.Video after = (ProbeResult.Video) MediaProbe.probe(fitted);
      assertThat(after.width()).isEqualTo(before.width()).isEqualTo(96);
      assertThat(after.height()).isEqualTo(before.height()).isEqualTo(160);
    }
  }

  /** How large it is, and where the middle of the bright square is. */
  private static String shown(Path film) throws IOException {
    BufferedImage poster = VideoDecoder.poster(film, 4096);
    long across = 0;
    long down = 0;
    int bright = 0;
    for (int y = 0; y < poster.getHeight(); y++) {
      for (int x = 0; x < poster.getWidth(); x++) {
        if ((poster.getRGB(x, y) >> 16 & 0xff) > 128) {
          across += x;
          down += y;
          bright++;
        }
      }
    }
    assertThat(bright).isBetween(900, 1_150);
    return "%d x %d, %d, %d"
        .formatted(
            poster.getWidth(),
            poster.getHeight(),
            Math.round((across + bright / 2.0) / bright),
            Math.round((down + bright / 2.0) / bright));
  }

  @Test
  void it_ends_after_as_many_pictures_as_asked_for() throws IOException {
    Path file = Clips.sample("hevc.mp4", directory);
    try (VideoDecoder decoder = VideoDecoder.open(file, VideoDecoder.Limits.of(4096, 3))) {
      assertThat(decoder.next()).isNotNull();
      assertThat(decoder.next()).isNotNull();
      assertThat(decoder.next()).isNotNull();
      assertThat(decoder.next()).isNull();
    }
  }

  @Test
  void what_is_no_video_is_refused_in_words() throws IOException {
    refused("<html>error</html>".getBytes(StandardCharsets.UTF_8), "Invalid data");
    refused(new byte[0], "the file cannot be read");
    byte[] whole = Clips.sample("b-frames.mp4");
    refused(Arrays.copyOf(whole, 3000), "");
    Path sound = directory.resolve("sound");
    AudioEncoder.encode(
        AudioEncoderTest.tone(44_100),
        AudioEncoderTest.tone(44_100),
        AudioEncoder.Format.M4A,
        sound);
    refused(Files.readAllBytes(sound), "there is no video in the file");
  }

  @Test
  void no_file_has_another_one_read() throws IOException {
    Path secret = Clips.sample("hevc.mp4", directory);
    refused(
        ("#EXTM3U\n#EXTINF:1,\n" + secret + "\n#EXT-X-ENDLIST\n").getBytes(StandardCharsets.UTF_8),
        "the file cannot be read");
    refused(
        ("ffconcat version 1.0\nfile '" + secret + "'\n").getBytes(StandardCharsets.UTF_8),
        "the file cannot be read");
  }

  private void refused(byte[] bytes, String because) throws IOException {
    Path file = Files.write(directory.resolve("broken"), bytes);
    assertThatThrownBy(() -> VideoDecoder.poster(file, 64))
        .isInstanceOfSatisfying(
            CodecException.class,
            e -> assertThat(e.reason()).isEqualTo(CodecException.Reason.REFUSED))
        .hasMessageContaining(because);
  }
}
