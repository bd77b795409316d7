package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the probe says of intact files, against what ffprobe 5.1 said of the same. */
class MediaFactsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "photo.webp, WEBP",
    "lossless.webp, WEBP",
    "photo.avif, AVIF",
    "progressive.jpg, JPEG",
    "sky.exr, EXR",
    "sky.hdr, HDR",
  })
  void pictures_tell_their_size(String name, FileFormat format) throws IOException {
    assertThat(probe(name)).isEqualTo(new ProbeResult.Image(format, 16, 16));
  }

  @ParameterizedTest
  @CsvSource({
    "tone.mp3, MP3, MP3, 22050, 1",
    "bare.mp3, MP3, MP3, 22050, 1",
    "tone.ogg, OGG, VORBIS, 22050, 2",
    "opus.ogg, OGG, OPUS, 48000, 1",
    "tone.flac, FLAC, FLAC, 8000, 1",
    "tone.m4a, M4A, AAC, 22050, 1",
    "sound.mp4, M4A, AAC, 22050, 1",
  })
  void sounds_tell_their_codec_length_rate_and_channels(
      String name, FileFormat format, Codec codec, int hertz, int channels) throws IOException {
    assertThat(probe(name)).isEqualTo(new ProbeResult.Audio(format, codec, 0.1, hertz, channels));
  }

  @ParameterizedTest
  @CsvSource({
    "clip.mp4, MP4, H264, false",
    "fragmented.mp4, MP4, H264, true",
    "clip.webm, WEBM, VP9, false",
  })
  void films_tell_their_codec_size_length_and_rate(
      String name, FileFormat format, Codec codec, boolean faststart) throws IOException {
    assertThat(probe(name))
        .isEqualTo(
            new ProbeResult.Video(format, codec, 32, 32, 0.4, 5, Optional.empty(), faststart));
  }

  @ParameterizedTest
  @CsvSource({
    "avc1, H264, true",
    "hvc1, HEVC, false",
    "hev1, HEVC, false",
    "av01, AV1, true",
    "vp09, VP9, true",
    "encv, UNKNOWN, false",
  })
  void a_codec_that_browsers_lack_is_told_from_one_they_have(
      String entry, Codec codec, boolean safe) throws IOException {
    byte[] mp4 = FormatSamples.resource("clip.mp4");
    put(mp4, at(mp4, "avc1", at(mp4, "stsd", 0)), entry);
    assertThat(probe(mp4))
        .isInstanceOfSatisfying(
            ProbeResult.Video.class,
            video -> {
              assertThat(video.codec()).isEqualTo(codec);
              assertThat(video.browserSafe()).isEqualTo(safe);
            });
  }

  // ISO/IEC 14496-12, section 8.3.2: the matrix turns the picture, the size is that before it
  @Test
  void a_film_on_its_side_has_the_size_it_is_shown_in() throws IOException {
    byte[] mp4 = FormatSamples.resource("clip.mp4");
    int header = at(mp4, "tkhd", 0) + 4;
    ByteBuffer fields = ByteBuffer.wrap(mp4);
    fields.putInt(header + 40, 0).putInt(header + 44, 0x10000);
    fields.putInt(header + 52, -0x10000).putInt(header + 56, 0);
    fields.putShort(header + 76, (short) 640).putShort(header + 80, (short) 360);
    assertThat(probe(mp4))
        .isInstanceOfSatisfying(
            ProbeResult.Video.class,
            video -> {
              assertThat(video.width()).isEqualTo(360);
              assertThat(video.height()).isEqualTo(640);
            });
  }

  @Test
  void a_film_that_is_a_cover_beside_a_sound_makes_no_film() throws IOException {
    byte[] mp4 = FormatSamples.resource("sound.mp4");
    put(mp4, 8, "M4A ");
    assertThat(((ProbeResult.Intact) probe(mp4)).format()).isEqualTo(FileFormat.M4A);
    byte[] film = FormatSamples.resource("clip.mp4");
    put(film, at(film, "avc1", at(film, "stsd", 0)), "jpeg");
    assertThat(probe(film)).isEqualTo(new ProbeResult.Broken("MP4 without tracks"));
  }

  @Test
  void samples_past_the_end_of_the_file_are_noticed() throws IOException {
    byte[] mp4 = FormatSamples.resource("clip.mp4");
    ByteBuffer.wrap(mp4).putInt(at(mp4, "stco", 0) + 12, mp4.length);
    assertThat(reason(mp4)).startsWith("cut short: MP4 chunk at");
    ByteBuffer.wrap(mp4).putInt(at(mp4, "stco", 0) + 12, mp4.length - 1);
    assertThat(reason(mp4)).startsWith("cut short: MP4 samples to");
  }

  @Test
  void the_frames_an_mp3_announces_must_be_there() throws IOException {
    byte[] mp3 = FormatSamples.resource("tone.mp3");
    int count = at(mp3, "Info", 0) + 8;
    ByteBuffer.wrap(mp3).putInt(count, ByteBuffer.wrap(mp3).getInt(count) + 1);
    assertThat(reason(mp3)).contains("announced");
  }

  @Test
  void a_missing_page_of_an_ogg_is_noticed() throws IOException {
    byte[] ogg = FormatSamples.resource("tone.ogg");
    int second = at(ogg, "OggS", 4);
    ogg[second + 18]++;
    assertThat(reason(ogg)).isEqualTo("Ogg page 2 where 1 should be");
  }

  @Test
  void a_damaged_frame_of_a_flac_is_noticed() throws IOException {
    byte[] flac = FormatSamples.resource("tone.flac");
    flac[flac.length - 40] ^= 1;
    assertThat(reason(flac)).isEqualTo("cut short: FLAC frame that fails its checksum");
  }

  // what goes into an artifact's metadata
  @Test
  void facts_have_their_json_names() throws IOException {
    assertThat(((ProbeResult.Intact) probe("clip.mp4")).facts())
        .isEqualTo(
            Map.of(
                "codec",
                "h264",
                "width",
                32,
                "height",
                32,
                "duration_seconds",
                0.4,
                "frame_rate",
                5.0,
                "has_audio",
                false,
                "faststart",
                false));
    assertThat(((ProbeResult.Intact) probe("tone.ogg")).facts())
        .isEqualTo(
            Map.of(
                "codec", "vorbis", "duration_seconds", 0.1, "sample_rate", 22_050, "channels", 2));
    assertThat(((ProbeResult.Intact) probe("sky.hdr")).facts())
        .isEqualTo(Map.of("width", 16, "height", 16));
  }

  private static int at(byte[] bytes, String text, int from) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text, from);
    assertThat(at).as(text).isNotNegative();
    return at;
  }

  private static void put(byte[] bytes, int at, String text) {
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bytes, at, text.length());
  }

  private String reason(byte[] content) throws IOException {
    return ((ProbeResult.Broken) probe(content)).reason();
  }

  private ProbeResult probe(String name) throws IOException {
    return probe(FormatSamples.resource(name));
  }

  private ProbeResult probe(byte[] content) throws IOException {
    return FormatSamples.probe(directory, content);
  }
}
