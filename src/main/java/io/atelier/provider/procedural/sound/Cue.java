package io.atelier.provider.procedural.sound;

import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.prompt.SplitMix64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sound effect tells the player, and the words that ask for it; the ten interactions and a
 * neutral chime.
 */
// The fields are method references and sets that Set.of made.
@SuppressWarnings("ImmutableEnumChecker")
enum Cue {
  CLICK(ImpactCues::click, "click tap button press tick switch toggle select ui pop"),
  SPIN(
      MotionCues::spin,
      "spin spinning wheel roulette reel reels slot rotate rolling ratchet whirl"),
  FLIP(MotionCues::flip, "flip flipping card cards turn page shuffle deal swipe whoosh swoosh"),
  SCRATCH(
      MotionCues::scratch,
      "scratch scratching scrape scraping rub scratchcard foil sandpaper brush"),
  MATCH(
      MelodyCues::match, "match matching pair correct combo coin coins collect pickup ding found"),
  WIN(
      MelodyCues::win,
      "win winner winning victory jackpot fanfare triumph prize reward "
          + "success celebrate champion bonus"),
  LOSE(
      MelodyCues::lose,
      "lose loser losing lost fail failure wrong sad defeat gameover error trombone miss"),
  COUNTDOWN(
      MelodyCues::countdown, "countdown timer count beep beeps clock seconds ready start alarm"),
  REVEAL(
      MelodyCues::reveal,
      "reveal reveals unveil discover surprise mystery riser open opening "
          + "chest appear unlock magic magical"),
  CONFETTI(
      ImpactCues::confetti,
      "confetti party popper firework fireworks burst explosion streamers celebration"),
  CHIME(MelodyCues::chime, "");

  /** How a cue is played into a track of whatever length was asked. */
  @FunctionalInterface
  interface Part {
    void play(Track track, Timbre timbre, SplitMix64 random);
  }

  private final Part part;
  private final Set<String> words;

  Cue(Part part, String words) {
    this.part = part;
    this.words = Set.of(words.split(" "));
  }

  /**
   * The cue of an interaction, else the one most of the prompt's words ask for, else the chime.
   *
   * @throws IllegalArgumentException if the interaction is not one of the ten
   */
  static Cue of(@Nullable String interaction, Prompt prompt) {
    if (interaction != null) {
      Cue cue = valueOf(interaction.toUpperCase(Locale.ROOT));
      if (cue == CHIME) {
        throw new IllegalArgumentException("no such interaction: " + interaction);
      }
      return cue;
    }
    Cue best = CHIME;
    long most = 0;
    for (Cue cue : values()) {
      long votes = prompt.words().stream().distinct().filter(cue.words::contains).count();
      if (votes > most) {
        most = votes;
        best = cue;
      }
    }
    return best;
  }

  void play(Track track, Timbre timbre, SplitMix64 random) {
    part.play(track, timbre, random);
  }
}
