package io.atelier.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoDecoderTest {
  @TempDir Path directory;

  @Test
  void a_poster_is_the_first_picture_scaled_to_fit() throws IOException {
    BufferedImage poster = VideoDecoder.poster(Clips.sample("vp9-opus.webm", directory), 48);
    assertThat(poster.getWidth()).isEqualTo(48);
    assertThat(poster.getHeight()).isEqualTo(32);
    assertThat(VideoDecoder.poster(Clips.sample("still.webp", directory), 4096).getWidth())
        .isEqualTo(64);
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
