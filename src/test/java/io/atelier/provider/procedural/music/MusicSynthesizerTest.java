package io.atelier.provider.procedural.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.media.FileFormat;
import io.atelier.media.MediaProbe;
import io.atelier.media.codec.AudioDecoder;
import io.atelier.media.codec.VideoEncoder;
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
  @SuppressWarnings("unused") // by FieldSource
  private static final List<String> STYLES = Pieces.STYLES;

  @TempDir Path directory;

  @ParameterizedTest
  @FieldSource("STYLES")
  void every_style_peaks_at_085_and_is_as_loud_as_the_others(String style) {
    Track track = Pieces.of(style);
    float peak = 0;
    double energy = 0;
    for (int i = 0; i < track.frames(); i++) {
      peak = Math.max(peak, Math.max(Math.abs(track.left[i]), Math.abs(track.right[i])));
      energy += track.left[i] * track.left[i] + track.right[i] * track.right[i];
    }
    assertThat(peak).isEqualTo(Track.PEAK, within(0.0001f));
    assertThat(Math.sqrt(energy / 2 / track.frames())).isBetween(0.15, 0.23);
  }

  @ParameterizedTest
  @CsvSource({"rock", "hip-hop"})
  void the_same_request_gives_the_same_samples(String style) {
    Track again = MusicSynthesizer.render(Pieces.PROMPT, style, Pieces.SECONDS);
    assertThat(crc(again)).isEqualTo(crc(Pieces.of(style)));
  }

  @Test
  void the_samples_never_change_between_releases_and_machines() {
    CRC32 crc = new CRC32();
    for (String style : STYLES) {
      crc.update(ByteBuffer.allocate(8).putLong(crc(Pieces.of(style))).array());
    }
    assertThat(crc.getValue()).isEqualTo(98811777L);
  }

  @ParameterizedTest
  @CsvSource({"30.00001, pop", "120, ambient"})
  void the_length_is_exact_to_the_sample(double seconds, String style) throws IOException {
    Path file = directory.resolve("music");
    MusicSynthesizer.write("", style, seconds, file);
    assertThat(MediaProbe.probe(file)).extracting("format").isEqualTo(FileFormat.M4A);
    VideoEncoder.Sound played = AudioDecoder.decode(file, 130);
    assertThat(played.left()).hasSize((int) Math.round(seconds * 44_100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \t\u0000", "🎉🎰🎉", "\udc00", "صوت الفوز", "中文提示", "!!!???..."})
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
    for (String prompt : new String[] {"golden wheel", "golden wheels", "中", "文"}) {
      heard.add(crc(MusicSynthesizer.render(prompt, "hip-hop", 30)));
    }
    assertThat(heard).hasSize(4);
  }

  @ParameterizedTest
  @FieldSource("STYLES")
  void any_two_of_twenty_prompts_differ_in_tune_and_many_in_key_or_tempo(String style) {
    Band band = Style.of(style, Prompt.of("")).band();
    Set<List<Integer>> tunes = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      Song song = Song.compose(Brief.of(Prompt.of("game show " + i)), band.idiom(), 60 * 44_100);
      Melody melody = Melody.of(song, band.idiom(), 0);
      List<Tone> tune = melody.over(song, song.sections().getFirst(), 72);
      tunes.add(tune.stream().map(tone -> tone.pitch() - tune.getFirst().pitch()).toList());
      keys.add(song.tonic() + " at " + song.grid().bars());
    }
    assertThat(tunes).hasSize(20);
    assertThat(keys).hasSizeGreaterThan(8);
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
    "ein schnelles fröhliches Fest, langsam und traurig in der Nacht",
    "rapide et joyeux, lentement et triste",
    "rápido y alegre, lento y triste",
    "быстро и весело, медленно и грустно",
    "سريع وسعيد, بطيء وحزين",
    "तेज और खुश, धीमा और उदास",
    "快速又快乐, 缓慢又悲伤",
    "速くて楽しい, ゆっくり悲しい",
    "빠르고 즐거운, 느리고 슬픈"
  })
  void the_words_of_other_languages_choose_tempo_and_mode(String happy, String sad) {
    Brief fast = Brief.of(Prompt.of(happy));
    Brief slow = Brief.of(Prompt.of(sad));
    assertThat(fast.pace()).isGreaterThan(slow.pace() + 0.1);
    assertThat(fast.light()).isGreaterThan(slow.light() + 0.1);
  }

  @ParameterizedTest
  @CsvSource({
    "neon cyberpunk city, ELECTRONIC", "medieval castle, ORCHESTRAL", "heavy guitar riff, ROCK",
    "casino lounge, JAZZ", "underwater dreamy calm, AMBIENT", "catchy summer, POP",
    "lo-fi beats, HIP_HOP", "elektronisch und schnell, ELECTRONIC", "壮大な城のオーケストラ, ORCHESTRAL",
    "guitarra y fuego, ROCK", "джаз в казино, JAZZ", "평온하고 고요한 우주, AMBIENT"
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
