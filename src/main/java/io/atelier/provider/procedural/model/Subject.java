package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.prompt.Prompt;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * What a model can be of, and the words that ask for it.
 *
 * <p>The heaviest named wins, among equals the one named first; where none is, an ornament.
 */
// The fields are method references and sets that Set.of made.
@SuppressWarnings("ImmutableEnumChecker")
enum Subject {
  TREASURE_CHEST(9, TreasureChest::build, "chest chests treasure loot"),
  SLOT_MACHINE(9, SlotMachine::build, "slot slots fruitmachine jackpot bandit"),
  PRIZE_WHEEL(8, PrizeWheel::build, "wheel wheels spinner roulette fortune"),
  TROPHY(7, Trophy::build, "trophy trophies cup goblet chalice grail"),
  PLAYING_CARDS(
      7, PlayingCards::build, "card cards playingcards poker blackjack deck ace aces royal flush"),
  PODIUM(6, Podium::build, "podium podiums winners"),
  STAGE(6, Stage::build, "stage stages theater theatre concert show platform"),
  DICE(6, Dice::build, "dice die craps"),
  GIFT_BOX(6, GiftBox::build, "gift gifts present presents giftbox parcel"),
  CROWN(6, Crown::build, "crown crowns tiara diadem king"),
  COIN(5, Coin::build, "coin coins token tokens medal doubloon chip"),
  GEM(
      4,
      Gem::build,
      "gem gems gemstone jewel jewels diamond diamonds ruby sapphire emerald amethyst topaz crystal"
          + " brilliant"),
  STAR(3, Stars::build, "star stars starfish"),
  ORNAMENT(0, Ornament::build, "");

  private final int weight;
  private final Design design;
  private final Set<String> words;

  /** Builds a model in a detail; everything left open is the prompt's seed's. */
  private interface Design {
    void build(Model model, Workshop shop, Detail detail);
  }

  Subject(int weight, Design design, String words) {
    this.weight = weight;
    this.design = design;
    this.words = Set.copyOf(Arrays.asList(words.split(" ")));
  }

  static Subject of(Prompt prompt) {
    Subject best = ORNAMENT;
    for (String word : prompt.words()) {
      for (Subject subject : values()) {
        if (subject.weight > best.weight && subject.words.contains(word)) {
          best = subject;
        }
      }
    }
    return best;
  }

  /** As fine as the budget allows. */
  Model build(Workshop shop, int maxTriangles) {
    return Detail.finest(detail -> build(shop, detail), maxTriangles);
  }

  Model build(Workshop shop, Detail detail) {
    Model model = new Model(name().toLowerCase(Locale.ROOT).replace('_', ' '));
    design.build(model, shop, detail);
    return model;
  }
}
