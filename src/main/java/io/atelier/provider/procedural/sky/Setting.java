package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Prompt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where an environment can be, and the words that ask for it.
 *
 * <p>The heaviest place named wins; among equals the one with more words, then the first in this
 * order. A prompt that names none gets one of the open-air places, as chance has it.
 */
// The fields are method references and sets that Set.of made.
@SuppressWarnings("ImmutableEnumChecker")
public enum Setting {
  STUDIO(
      9,
      0.25f,
      Studio::of,
      "studio softbox softboxes product photography backdrop showroom lightbox"),
  UNDERWATER(
      9, 0.25f, Underwater::of, "underwater submarine aquarium coral reef seabed mermaid deep"),
  SPACE(
      8,
      0.07f,
      Space::of,
      "space nebula galaxy cosmic cosmos universe planet planets orbit spaceship astral interstellar"
          + " asteroid alien"),
  STAGE(
      8,
      0.13f,
      Stage::of,
      "stage concert spotlight spotlights show theater theatre arena festival disco nightclub club"
          + " gameshow podium party"),
  CASINO(
      8,
      0.22f,
      Hall::of,
      "casino slot slots jackpot poker roulette blackjack vegas gambling interior indoor indoors"
          + " room hall ballroom palace lobby hotel office living museum church cathedral arcade"),
  CITY(
      7,
      0.05f,
      City::of,
      "city neon cyberpunk street downtown skyline urban metropolis tokyo skyscraper skyscrapers"
          + " town synthwave alley"),
  FOREST(
      7,
      0.2f,
      look -> Forest.of(look, DaySky.of(look, DaySky.Hour.DAY)),
      "forest jungle woods woodland trees tree rainforest grove garden park"),
  NIGHT(
      6,
      0.05f,
      look -> Landscape.of(look, NightSky.of(look)),
      "night moon moonlight moonlit stars starry midnight aurora nocturnal"),
  SUNSET(
      6,
      0.14f,
      look -> Landscape.of(look, DaySky.of(look, DaySky.Hour.GOLDEN)),
      "sunset sunrise dusk dawn golden evening twilight sundown volcano lava hell inferno fire"),
  OVERCAST(
      6,
      0.2f,
      look -> Landscape.of(look, DaySky.of(look, DaySky.Hour.OVERCAST)),
      "overcast rain rainy storm stormy fog foggy mist misty grey gray gloomy thunder"),
  DAY(
      4,
      0.25f,
      look -> Landscape.of(look, DaySky.of(look, DaySky.Hour.DAY)),
      "sky day daylight sunny sun clear cloud clouds cloudy blue noon morning outdoor outdoors"
          + " landscape nature meadow field grass hills beach sea ocean coast island desert dune"
          + " dunes snow snowy winter mountain mountains alps arctic ice canyon summer spring lake"
          + " alpine valley cliff hill farm countryside prairie savanna western egypt pyramid"
          + " pirate ship harbor harbour lagoon glacier ski christmas sahara");

  private static final Setting[] OPEN = {DAY, SUNSET, STUDIO, NIGHT};

  private final int weight;
  private final float brightness;
  private final Function<SkyLook, Sky> design;
  private final Set<String> words;

  Setting(int weight, float brightness, Function<SkyLook, Sky> design, String words) {
    this.weight = weight;
    this.brightness = brightness;
    this.design = design;
    this.words = Set.of(words.split(" "));
  }

  /** Whether any word asks for a place. */
  public static boolean names(Prompt prompt) {
    return named(prompt) != null;
  }

  /** What the words ask for. */
  public static Setting of(Prompt prompt) {
    Setting named = named(prompt);
    return named == null ? OPEN[prompt.random("setting").between(0, OPEN.length - 1)] : named;
  }

  private static @Nullable Setting named(Prompt prompt) {
    Setting best = null;
    long heaviest = 0;
    for (Setting setting : values()) {
      long votes = prompt.words().stream().distinct().filter(setting.words::contains).count();
      long score = votes == 0 ? 0 : 100L * setting.weight + votes;
      if (score > heaviest) {
        heaviest = score;
        best = setting;
      }
    }
    return best;
  }

  /** The place, exposed. */
  public Sky design(SkyLook look) {
    Sky sky = design.apply(look);
    Exposure exposure = Exposure.of(sky, brightness);
    return (x, y, z, light) -> {
      sky.at(x, y, z, light);
      exposure.apply(light);
    };
  }
}
