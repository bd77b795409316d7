package io.atelier.provider.procedural.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.media.FileFormat;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.sound.Track;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FR-010: background music of every style, of the length asked, from any prompt. */
class MusicSynthesizerTest {
  private static final List<String> STYLES = StylesByEarTest.STYLES;

  @TempDir Path directory;

  @ParameterizedTest
  @FieldSource("STYLES")
  void the_same_request_gives_the_same_samples_at_a_peak_of_085_and_a_steady_loudness(
      String style) {
    Track track = MusicSynthesizer.render("golden hour", style, 30);
    assertThat(crc(track)).isEqualTo(crc(MusicSynthesizer.render("golden hour", style, 30)));
    float peak = 0;
    double energy = 0;
    for (int i = 0; i < track.frames(); i++) {
      peak = Math.max(peak, Math.max(Math.abs(track.left[i]), Math.abs(track.right[i])));
      energy += track.left[i] * track.left[i] + track.right[i] * track.right[i];
    }
    assertThat(peak).isEqualTo(Track.PEAK, within(0.0001f));
    assertThat(Math.sqrt(energy / 2 / track.frames())).isBetween(0.15, 0.23);
  }

  @Test
  void the_samples_never_change_between_releases_and_machines() {
    CRC32 crc = new CRC32();
    for (String style : STYLES) {
      crc.update(Long.toString(crc(MusicSynthesizer.render("jackpot", style, 30))).getBytes());
    }
    assertThat(crc.getValue()).isEqualTo(0L);
  }

  @ParameterizedTest
  @CsvSource({"30, rock", "30.00001, pop", "47.123, hip-hop", "120, ambient"})
  void the_length_is_exact_to_the_sample(double seconds, String style) throws IOException {
    Path file = directory.resolve("music");
    MusicSynthesizer.write("", style, seconds, file);
    ProbeResult.Audio audio = (ProbeResult.Audio) MediaProbe.probe(file);
    assertThat(audio.format()).isEqualTo(FileFormat.WAV);
    assertThat(audio.sampleRate()).isEqualTo(44_100);
    assertThat(audio.channels()).isEqualTo(2);
    assertThat(Math.round(audio.seconds() * 44_100)).isEqualTo(Math.round(seconds * 44_100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \t\n",
        "\u0000",
        "🎉🎰🎉",
        "\udc00",
        "صوت الفوز",
        "中文提示",
        "музыка для игры",
        "ทำนองสนุก",
        "!!!???...",
        "12345"
      })
  void any_text_is_a_prompt(String prompt) {
    Track track = MusicSynthesizer.render(prompt, null, 30);
    assertThat(track.frames()).isEqualTo(30 * Track.SAMPLE_RATE);
  }

  @Test
  void two_thousand_characters_are_a_prompt() {
    String prompt = "la ".repeat(667).substring(0, 2000);
    assertThat(MusicSynthesizer.render(prompt, "pop", 30).frames()).isEqualTo(1_323_000);
  }

  @Test
  void every_prompt_has_music_of_its_own() {
    Set<Long> heard = new HashSet<>();
    for (String prompt : new String[] {"", "golden wheel", "golden wheels", "中", "文"}) {
      heard.add(crc(MusicSynthesizer.render(prompt, "hip-hop", 30)));
    }
    assertThat(heard).hasSize(5);
  }

  @ParameterizedTest
  @FieldSource("STYLES")
  void words_choose_tempo_mode_energy_and_register(String style) {
    Idiom idiom = Style.of(style, Prompt.of("")).band().idiom();
    Song fast = Song.compose(Brief.of(Prompt.of("a fast happy chase")), idiom, 60 * 44_100);
    Song slow = Song.compose(Brief.of(Prompt.of("slow and sad")), idiom, 60 * 44_100);
    assertThat(fast.grid().beatsPerMinute()).isGreaterThan(1.05 * slow.grid().beatsPerMinute());
    assertThat(fast.themes()).noneMatch(theme -> theme.mode().dark());
    assertThat(slow.themes()).allMatch(theme -> theme.mode().dark());
    assertThat(Brief.of(Prompt.of("epic battle")).energy())
        .isGreaterThan(Brief.of(Prompt.of("soft quiet background")).energy());
    assertThat(Brief.of(Prompt.of("tiny fairy")).register())
        .isGreaterThan(Brief.of(Prompt.of("deep giant cave")).register());
  }

  @ParameterizedTest
  @CsvSource({
    "neon cyberpunk city, ELECTRONIC", "medieval castle, ORCHESTRAL", "heavy guitar riff, ROCK",
    "casino lounge, JAZZ", "underwater dreamy calm, AMBIENT", "catchy summer, POP",
    "lo-fi beats, HIP_HOP"
  })
  void without_a_style_the_words_choose(String prompt, Style style) {
    assertThat(Style.of(null, Prompt.of(prompt))).isEqualTo(style);
  }

  @Test
  void a_style_outweighs_the_words_and_an_unknown_one_is_refused() {
    assertThat(Style.of("jazz", Prompt.of("techno club rave"))).isEqualTo(Style.JAZZ);
    assertThatThrownBy(() -> MusicSynthesizer.render("", "polka", 30))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {29.999, 120.001, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void lengths_out_of_range_are_refused(double seconds) {
    assertThatThrownBy(() -> MusicSynthesizer.render("", "pop", seconds))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long crc(Track track) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * track.frames());
    for (int i = 0; i < track.frames(); i++) {
      bytes.putFloat(track.left[i]).putFloat(track.right[i]);
    }
    CRC32 crc = new CRC32();
    crc.update(bytes.array());
    return crc.getValue();
  }
}
