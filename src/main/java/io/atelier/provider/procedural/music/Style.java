package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.Prompt;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The styles of FR-010, the words that ask for them, and who plays them. */
// The bands have no state, and Set.of is immutable.
@SuppressWarnings("ImmutableEnumChecker")
enum Style {
  ELECTRONIC(
      new ElectronicBand(),
      "electronic edm techno house trance synth synthwave dance club rave neon cyber cyberpunk "
          + "futuristic arcade"),
  ORCHESTRAL(
      new OrchestralBand(),
      "orchestral orchestra symphonic symphony cinematic epic fantasy medieval heroic castle "
          + "kingdom strings brass quest knight royal"),
  ROCK(new RockBand(), "rock metal guitar guitars punk grunge riff band"),
  JAZZ(
      new JazzBand(),
      "jazz swing swinging bebop blues lounge casino saxophone trumpet noir speakeasy bossa"),
  AMBIENT(
      new AmbientBand(),
      "ambient atmosphere atmospheric drone space meditation dreamy ethereal underwater floating "
          + "calm cosmic"),
  POP(new PopBand(), "pop catchy summer happy cheerful radio sunny party"),
  HIP_HOP(
      new HipHopBand(), "hiphop hip hop rap trap lofi lo fi beat beats boombap urban street 808");

  private final Band band;
  private final Set<String> words;

  Style(Band band, String words) {
    this.band = band;
    this.words = Set.copyOf(Arrays.asList(words.split(" ")));
  }

  /**
   * The style of that name, as electronic or hip-hop, else the one most of the prompt's words ask
   * for, else one the seed chooses.
   *
   * @throws IllegalArgumentException if there is no style of the name
   */
  static Style of(@Nullable String name, Prompt prompt) {
    if (name != null) {
      return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
    Style best = values()[prompt.random("style").between(0, values().length - 1)];
    long most = 0;
    for (Style style : values()) {
      long votes = prompt.words().stream().distinct().filter(style.words::contains).count();
      if (votes > most) {
        most = votes;
        best = style;
      }
    }
    return best;
  }

  Band band() {
    return band;
  }
}
