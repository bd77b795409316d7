package io.atelier.provider.procedural.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.media.FileFormat;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.provider.procedural.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundSynthesizerTest {
  private static final String[] INTERACTIONS = {
    "click", "spin", "flip", "scratch", "match", "win", "lose", "countdown", "reveal", "confetti"
  };

  @TempDir Path directory;

  @Test
  void the_same_prompt_gives_the_same_bytes() throws IOException {
    assertThat(bytes("big win", "win", 1.5)).isEqualTo(bytes("big win", "win", 1.5));
  }

  @Test
  void the_samples_never_change_between_releases_and_machines() throws IOException {
    CRC32 crc = new CRC32();
    for (String interaction : INTERACTIONS) {
      crc.update(bytes("retro jackpot", interaction, 0.7));
    }
    assertThat(crc.getValue()).isEqualTo(354718286L);
  }

  @Test
  void every_interaction_and_every_prompt_sounds_of_its_own() throws IOException {
    Set<Long> sounds = new HashSet<>();
    for (String prompt : new String[] {"", "golden wheel", "golden wheels"}) {
      for (String interaction : INTERACTIONS) {
        CRC32 crc = new CRC32();
        crc.update(bytes(prompt, interaction, 0.5));
        sounds.add(crc.getValue());
      }
    }
    assertThat(sounds).hasSize(30);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.500013, 1.2345, 5})
  void the_length_is_exact_to_the_sample(double seconds) throws IOException {
    for (String interaction : INTERACTIONS) {
      ProbeResult.Audio audio =
          (ProbeResult.Audio) MediaProbe.probe(write("", interaction, seconds));
      assertThat(audio.format()).isEqualTo(FileFormat.WAV);
      assertThat(audio.sampleRate()).isEqualTo(44_100);
      assertThat(audio.channels()).isEqualTo(2);
      assertThat(Math.round(audio.seconds() * 44_100)).isEqualTo(Math.round(seconds * 44_100));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "deep metallic", "soft gentle", "retro 8-bit", "bright magical fairy", "🎰"})
  void it_starts_and_ends_in_silence_peaks_at_085_and_is_heard(String prompt) {
    for (String interaction : INTERACTIONS) {
      for (double seconds : new double[] {0.5, 2}) {
        Track track = SoundSynthesizer.render(prompt, interaction, seconds);
        assertThat(track.left[0]).isZero();
        assertThat(track.left[track.frames() - 1]).isZero();
        assertThat(Math.abs(track.left[track.frames() - 20])).isLessThan(0.02f);
        assertThat(peak(track)).isEqualTo(0.85f, within(0.001f));
        assertThat(rms(track, 0, 1)).as("%s %s", prompt, interaction).isGreaterThan(0.02);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "spin the wheel, SPIN", "a deck of cards, FLIP", "jackpot fanfare, WIN", "sad trombone, LOSE",
    "five second timer, COUNTDOWN", "scraping, SCRATCH", "party popper, CONFETTI", "button, CLICK",
    "unveil the mystery, REVEAL", "coin pickup, MATCH", "a quiet afternoon, CHIME"
  })
  void without_an_interaction_the_words_choose(String prompt, Cue cue) {
    assertThat(Cue.of(null, Prompt.of(prompt))).isEqualTo(cue);
  }

  @Test
  void an_interaction_outweighs_the_words() {
    assertThat(Cue.of("click", Prompt.of("jackpot fanfare victory"))).isEqualTo(Cue.CLICK);
    assertThatThrownBy(() -> Cue.of("chime", Prompt.of("")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Cue.of("boom", Prompt.of("")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_win_rises_and_a_loss_falls() {
    Track win = SoundSynthesizer.render("", "win", 2);
    assertThat(pitch(win, 0.2, 0.27)).isGreaterThan(1.2 * pitch(win, 0, 0.06));
    Track lose = SoundSynthesizer.render("soft", "lose", 2);
    assertThat(pitch(lose, 0.8, 0.9)).isLessThan(0.9 * pitch(lose, 0.02, 0.14));
  }

  @Test
  void a_click_is_over_at_once_and_a_reveal_grows() {
    Track click = SoundSynthesizer.render("", "click", 2);
    assertThat(rms(click, 0, 0.1)).isGreaterThan(20 * rms(click, 0.5, 1));
    Track reveal = SoundSynthesizer.render("", "reveal", 2);
    assertThat(rms(reveal, 0.4, 0.55)).isGreaterThan(3 * rms(reveal, 0, 0.15));
    assertThat(rms(reveal, 0.58, 0.75)).isGreaterThan(1.3 * rms(reveal, 0.4, 0.55));
  }

  @Test
  void deep_is_lower_than_bright() {
    Track deep = SoundSynthesizer.render("deep", "match", 1);
    Track bright = SoundSynthesizer.render("bright", "match", 1);
    assertThat(pitch(deep, 0.3, 0.6)).isLessThan(0.75 * pitch(bright, 0.3, 0.6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000", "🎉", "\udc00", "صوت الفوز"})
  void any_text_is_a_prompt(String prompt) throws IOException {
    assertThat(MediaProbe.probe(write(prompt, null, 0.5))).isInstanceOf(ProbeResult.Audio.class);
    assertThat(MediaProbe.probe(write(prompt + "la ".repeat(660), null, 0.5)))
        .isInstanceOf(ProbeResult.Audio.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4999, 5.0001, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void lengths_out_of_range_are_refused(double seconds) {
    assertThatThrownBy(() -> write("", "win", seconds))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private byte[] bytes(String prompt, String interaction, double seconds) throws IOException {
    return Files.readAllBytes(write(prompt, interaction, seconds));
  }

  private Path write(String prompt, @Nullable String interaction, double seconds)
      throws IOException {
    Path wav = directory.resolve("sound.wav");
    SoundSynthesizer.write(prompt, interaction, seconds, wav);
    return wav;
  }

  private static float peak(Track track) {
    float peak = 0;
    for (int i = 0; i < track.frames(); i++) {
      peak = Math.max(peak, Math.max(Math.abs(track.left[i]), Math.abs(track.right[i])));
    }
    return peak;
  }

  /** Of a part of the track, from and to as fractions of its length. */
  private static double rms(Track track, double from, double to) {
    double sum = 0;
    int first = (int) (from * track.frames());
    int last = (int) (to * track.frames());
    for (int i = first; i < last; i++) {
      sum += track.left[i] * track.left[i];
    }
    return Math.sqrt(sum / (last - first));
  }

  /** The loudest frequency of a part of the track, by Goertzel filters a quarter-tone apart. */
  private static double pitch(Track track, double from, double to) {
    double loudest = 0;
    double best = 0;
    for (double hertz = 80; hertz < 2500; hertz *= StrictMath.pow(2, 1 / 24.0)) {
      double coefficient = 2 * Math.cos(2 * Math.PI * hertz / 44_100);
      double s1 = 0;
      double s2 = 0;
      for (int i = (int) (from * track.frames()); i < (int) (to * track.frames()); i++) {
        double s0 = track.left[i] + coefficient * s1 - s2;
        s2 = s1;
        s1 = s0;
      }
      double power = s1 * s1 + s2 * s2 - coefficient * s1 * s2;
      if (power > loudest) {
        loudest = power;
        best = hertz;
      }
    }
    return best;
  }
}
