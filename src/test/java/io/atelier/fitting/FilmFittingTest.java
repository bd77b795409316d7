package io.atelier.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.artifact.InspectedFile;
import io.atelier.media.FileFormat;
import io.atelier.provider.AspectRatio;
import io.atelier.provider.GenerationRequest.Video;
import io.atelier.provider.Resolution;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Films of other encoders are made to play in browsers where they would not, and say how else they
 * are not what was asked for. All of these are shorter than any that may be asked for, and have
 * another shape.
 */
class FilmFittingTest {
  private static final String CODECS = "/io/atelier/media/codec/";

  @TempDir Path directory;
  private DirectoryBench bench;

  @BeforeEach
  void work() {
    bench = new DirectoryBench(directory);
  }

  // issue 5: "HEVC or other codecs browsers lack re-encoded"
  @Test
  void a_film_in_hevc_is_encoded_anew() throws IOException {
    Fitted fitted = fitted(bench.resource(CODECS + "hevc.mp4"));
    assertThat(fitted.flags())
        .containsExactly(Flag.REENCODED, Flag.ASPECT_RATIO_DIFFERS, Flag.DURATION_DIFFERS);
    assertThat(fitted.file().facts())
        .containsAllEntriesOf(Map.of("codec", "h264", "width", 96, "height", 64, "faststart", true))
        .containsEntry("has_audio", false);
  }

  // issue 5: "audio presence"; films are asked for without sound
  @Test
  void a_film_with_sound_says_so() throws IOException {
    InspectedFile webm = bench.resource(CODECS + "vp9-opus.webm");
    Fitted fitted = fitted(webm);
    assertThat(fitted.file()).isEqualTo(webm);
    assertThat(fitted.flags())
        .containsExactly(Flag.ASPECT_RATIO_DIFFERS, Flag.DURATION_DIFFERS, Flag.SOUND_UNASKED);
    assertThat(fitted(bench.resource(CODECS + "b-frames.mp4")).flags())
        .contains(Flag.SOUND_UNASKED);
  }

  // issue 5: "audio presence", "codecs browsers lack": with that sound, none of it would play
  @Test
  void a_film_whose_sound_browsers_lack_is_encoded_anew() throws IOException {
    Fitted fitted = fitted(bench.resource("/media/h264-alac.mp4"));
    assertThat(fitted.flags()).contains(Flag.REENCODED, Flag.SOUND_UNASKED);
    assertThat(fitted.file().facts())
        .containsEntry("codec", "h264")
        .containsEntry("audio_codec", "aac");
  }

  // issue 5: "video remuxed faststart"
  @Test
  void a_film_whose_index_comes_last_is_copied_with_its_index_first() throws IOException {
    InspectedFile late = bench.resource("/media/clip.mp4");
    assertThat(late.facts()).containsEntry("faststart", false);
    Fitted fitted = fitted(late);
    assertThat(fitted.flags()).containsExactly(Flag.ASPECT_RATIO_DIFFERS, Flag.DURATION_DIFFERS);
    assertThat(fitted.file().facts())
        .containsEntry("faststart", true)
        .containsEntry("codec", "h264")
        .containsEntry("width", 32);
    assertThat((double) fitted.file().facts().get("duration_seconds")).isCloseTo(0.4, within(0.05));
  }

  @Test
  void a_webm_that_is_too_long_is_kept_and_says_so() throws IOException {
    InspectedFile webm = bench.resource("/media/vp8.webm");
    assertThat(webm.format()).isEqualTo(FileFormat.WEBM);
    Fitted fitted = fitted(webm);
    assertThat(fitted.file()).isEqualTo(webm);
    assertThat(fitted.flags()).containsExactly(Flag.DURATION_DIFFERS, Flag.RESOLUTION_DIFFERS);
    assertThat(fitted.facts()).containsKeys("loop_score", "loop_step", "largest_step");
  }

  // ADR 17: what should be changed and cannot be is kept as it came
  @Test
  void a_film_that_cannot_be_decoded_is_kept_and_says_so() throws IOException {
    InspectedFile mpeg2 = bench.resource("/media/mpeg2.mp4");
    assertThat(fitted(mpeg2)).isEqualTo(Fitted.asItIs(mpeg2, Flag.NOT_FITTED));
  }

  private Fitted fitted(InspectedFile file) {
    Video asked =
        new Video("x", null, new BigDecimal("4"), Resolution.P480, AspectRatio.WIDE, false, null);
    return Fitting.fit(asked, file, bench);
  }
}
