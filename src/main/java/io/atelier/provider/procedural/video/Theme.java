package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Prompt;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a film shows: the scene whose words the prompt has most of; the seed's choice if none. */
enum Theme {
  WHEEL(
      "wheel spin spinning roulette fortune lucky prize prizes wheels raffle lottery",
      Games::wheel),
  COINS(
      "coin coins gold jackpot money cash rich treasure treasures pirate pirates casino slot slots"
          + " reward rewards bonus payout vegas wealth",
      Games::coins),
  GEMS(
      "gem gems jewel jewels diamond diamonds crystal crystals ruby rubies emerald emeralds sapphire"
          + " match puzzle cave mine amethyst",
      Games::gems),
  STAGE(
      "stage show concert spotlight spotlights theatre theater curtain quiz trivia arena podium award"
          + " awards band music dance dj host game studio reveal gala",
      Games::stage),
  FIREWORKS(
      "firework fireworks celebration celebrate celebrating party birthday anniversary win winner"
          + " winning victory carnival festival launch congratulations confetti newyear eve",
      Nights::fireworks),
  CITY(
      "city town street streets skyline urban downtown skyscraper skyscrapers rain tokyo metropolis"
          + " building buildings cyberpunk traffic",
      Nights::city),
  GRID(
      "neon synthwave retrowave vaporwave retro arcade 80s eighties grid laser tron outrun cyber"
          + " electric digital technology tech future futuristic race racing speed",
      Nights::grid),
  AURORA(
      "aurora northern polar borealis arctic night dream dreamy magic magical mystic fairy fantasy"
          + " spell wizard witch",
      Nights::aurora),
  SPACE(
      "space galaxy galaxies nebula star stars cosmic cosmos planet planets universe rocket astronaut"
          + " alien aliens moon orbit stellar sci fi scifi",
      Nights::space),
  SEA(
      "sea ocean sunset beach summer wave waves tropical island holiday vacation sunrise lake river"
          + " water sail ship boat dawn dusk",
      Lands::sea),
  REEF(
      "underwater reef fish fishes coral diving dive aquarium mermaid shark submarine bubble bubbles"
          + " deep whale turtle jellyfish",
      Lands::reef),
  MEADOW(
      "meadow spring flower flowers garden forest tree trees grass nature park green hill hills easter"
          + " butterfly butterflies leaf leaves autumn fall jungle woods countryside farm mountain"
          + " mountains",
      Lands::meadow),
  WINTER(
      "winter snow snowy christmas xmas ice icy frozen frost cold santa snowflake snowflakes holiday"
          + " december advent noel sleigh reindeer ski",
      Lands::winter),
  DESERT(
      "desert dune dunes sand egypt pyramid pyramids sahara canyon western cactus camel oasis arabian"
          + " mars safari",
      Lands::desert),
  CANDY(
      "candy candies sweet sweets lollipop lollipops chocolate cake cupcake cupcakes dessert sugar"
          + " donut donuts cookie cookies icecream kids cute playful toy toys pastel",
      Dreams::candy),
  HEARTS(
      "heart hearts love valentine valentines romantic romance wedding kiss mother mothers couple",
      Dreams::hearts),
  SILK(
      "silk ribbon ribbons elegant luxury luxurious flow flowing abstract smooth velvet wave waves"
          + " fashion premium satin",
      Dreams::silk),
  BOKEH(
      "bokeh light lights glow glowing sparkle sparkles glitter shine shiny lamp lamps warm cozy soft"
          + " blur",
      Dreams::bokeh);

  private static final List<Theme> FOR_ANYTHING =
      List.of(SILK, BOKEH, STAGE, AURORA, SPACE, FIREWORKS, GRID, SEA);

  private static final int WORD = 20;
  private static final int FIRST = 10;

  private final Set<String> words;
  private final Design design;

  Theme(String words, Design design) {
    this.words = Set.copyOf(Arrays.asList(words.split(" ")));
    this.design = design;
  }

  private interface Design {
    List<Layer> layers(Setting setting) throws InterruptedIOException;
  }

  static Theme of(Prompt prompt) {
    Theme best = FOR_ANYTHING.get(prompt.random("theme").between(0, FOR_ANYTHING.size() - 1));
    int most = 0;
    for (Theme theme : values()) {
      // Each word counts, and the first ones a little more.
      int said = 0;
      for (int i = 0; i < prompt.words().size(); i++) {
        said += theme.words.contains(prompt.words().get(i)) ? WORD + Math.max(0, FIRST - i) : 0;
      }
      if (said > most) {
        most = said;
        best = theme;
      }
    }
    return best;
  }

  List<Layer> layers(Setting setting) throws InterruptedIOException {
    return design.layers(setting);
  }
}
