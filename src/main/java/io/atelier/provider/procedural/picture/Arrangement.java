package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.ColourWord;
import io.atelier.provider.procedural.prompt.Oklab;
import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.prompt.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which things a prompt wants in its picture, and where they are so that it composes well. */
final class Arrangement {
  private static final float GOLDEN_ANGLE = 0.381966f;
  private static final float DEPTH = 5;

  private final Prompt prompt;
  private final Camera camera;
  private final SplitMix64 random;
  private final List<Oklab> named;
  private final List<Prop> props = new ArrayList<>();

  private Arrangement(Prompt prompt, Camera camera) {
    this.prompt = prompt;
    this.camera = camera;
    this.random = prompt.random("arrangement");
    this.named = ColourWord.in(prompt);
  }

  /**
   * The things of a prompt.
   *
   * @param placed whether the prompt names a place; if it names nothing at all it gets an emblem
   */
  static List<Prop> of(Prompt prompt, Camera camera, boolean placed) {
    Arrangement arrangement = new Arrangement(prompt, camera);
    arrangement.arrange(placed);
    return List.copyOf(arrangement.props);
  }

  private void arrange(boolean placed) {
    boolean hero = false;
    if (prompt.says("wheel wheels spin spinner fortune prize prizes")) {
      wheel();
      hero = true;
    }
    if (!hero && prompt.says("card cards poker blackjack ace aces solitaire")) {
      cards();
      hero = true;
    }
    if (!hero && prompt.says("dice die craps")) {
      dice();
      hero = true;
    }
    Sculpture.Form form = hero ? null : sculpture();
    if (form != null) {
      hero(new Sculpture(form), 0.86f, 0, -0.045, 0.035);
      hero = true;
    }
    if (!hero
        && prompt.says(
            "gem gems jewel jewels diamond diamonds crystal crystals ruby sapphire emerald amethyst"
                + " gemstone")) {
      hero(gem(0), 0.62f, 0.06, 0.04, 0.06);
      hero = true;
    }
    if (!hero
        && (!placed
            || prompt.says("coin coins emblem logo badge medal winner champion token award"))) {
      hero(new Disk(0.09f, new Coin(metal(), Emblem.of(prompt), 1.05f)), 0.6f, 0.01, 0.05, -0.03);
      hero = true;
    }
    if (prompt.says("poker casino chip chips blackjack roulette gambling")) {
      scatter(random.between(7, 10), hero, this::chip);
    }
    if (prompt.says("gem gems jewel jewels treasure loot crystals diamonds gemstone")) {
      scatter(random.between(7, 11), hero, () -> gem(random.between(0, 5)));
    }
    if (prompt.says(
        "coin coins gold money cash jackpot treasure loot win winner rich slot slots prize")) {
      scatter(
          random.between(11, 16),
          hero,
          () -> new Disk(0.1f, new Coin(metal(), Emblem.of(prompt), 1.05f)));
    }
    if (prompt.says(
        "confetti celebration celebrate party win winner jackpot congratulations birthday festival"
            + " carnival")) {
      confetti();
    }
  }

  /** What no simpler body is, in the prompt's colours; null if the prompt names no such thing. */
  private Sculpture.@Nullable Form sculpture() {
    if (prompt.says("slot slots fruitmachine")) {
      return new SlotMachine(colour(0, 0xb0141e), metal(), Emblem.of(prompt));
    }
    if (prompt.says("trophy trophies cup goblet chalice")) {
      return new Trophy(metal(), colour(0, 0x1c1014), Emblem.of(prompt));
    }
    if (prompt.says("podium podiums winners")) {
      return new Podium(colour(0, 0x8c1420), metal());
    }
    if (prompt.says("chest chests")) {
      return new Chest(colour(0, 0x6e4020), metal());
    }
    if (prompt.says("gift gifts giftbox present presents parcel")) {
      return new GiftBox(colour(0, 0xc0182c), colour(1, 0xf0c860));
    }
    if (prompt.says("crown crowns tiara diadem")) {
      return new Crown(metal(), colour(0, 0xc01030));
    }
    return prompt.says("star superstar") ? new StarBody(metal()) : null;
  }

  /** The nth colour that the prompt names beside its metal, else another. */
  private float[] colour(int nth, int otherwise) {
    List<Oklab> colours =
        ColourWord.in(prompt.without("gold golden silver bronze copper platinum"));
    return nth < colours.size() ? colours.get(nth).toLinearRgb() : srgb(otherwise);
  }

  private void wheel() {
    int[] sectors = {0xd8202c, 0xf0b41c, 0x1c6cd8, 0x28a04c, 0x8c30c0, 0xf0701c};
    float[][] colours = new float[named.size() > 1 ? named.size() : 6][];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = named.size() > 1 ? named.get(i).toLinearRgb() : srgb(sectors[i]);
    }
    int count =
        colours.length
            * (colours.length < 4 ? 6 / Math.min(3, colours.length) : colours.length < 5 ? 3 : 2);
    Wheel face = new Wheel(colours, srgb(0xffc85a), count, Emblem.of(prompt), random.unit());
    hero(new Disk(0.07f, face), 0.82f, 0, 0.035, -0.02);
    float[] planes = {
      0, 1, 0, 0.5f, 0.94f, -0.34f, 0, 0.34f, -0.94f, -0.34f, 0, 0.34f, 0, 0, 1, 0.2f, 0, 0, -1,
      0.2f
    };
    Hull.Skin red = (x, y, z, plane, hit) -> hit.paint(srgb(0xe01c28), 0, 0.1f);
    float reach = Math.min(camera.reachAcross(), camera.reachUp());
    float near = DEPTH * 0.93f;
    world(
        new Hull(planes, 1.3f, red),
        0,
        0.83f * reach * near,
        near,
        0.1f * reach * near,
        0,
        0.03,
        0);
  }

  private void cards() {
    Emblem[] suits = {Emblem.SPADE, Emblem.HEART, Emblem.CLUB, Emblem.DIAMOND, Emblem.SPADE};
    float[] back = named.isEmpty() ? srgb(0x7c1420) : named.get(0).toLinearRgb();
    int count = 5;
    for (int i = 0; i < count; i++) {
      float along = i - (count - 1) / 2f;
      float size = 0.62f * camera.zoom() * DEPTH;
      float angle = 0.048f * along;
      float swing = 1.25f * size;
      float x = swing * (float) StrictMath.sin(2 * Math.PI * angle);
      float y = swing * (float) StrictMath.cos(2 * Math.PI * angle) - swing;
      world(
          Skins.card(suits[i], back, srgb(0xd8a83c)),
          x,
          y,
          DEPTH - 0.06f * i,
          size,
          -angle,
          0.02,
          0.02);
    }
  }

  private void dice() {
    float[] body = named.isEmpty() ? srgb(0xc8101c) : named.get(0).toLinearRgb();
    float[] pip = named.size() > 1 ? named.get(1).toLinearRgb() : srgb(0xfff8ec);
    float far = camera.reachAcross() > camera.reachUp() ? 0.42f : 0.3f;
    float size = 0.78f * camera.zoom() * DEPTH;
    world(
        Skins.die(body, pip),
        -far * DEPTH * camera.zoom(),
        0.14f * DEPTH * camera.zoom(),
        DEPTH,
        size,
        0.06,
        0.11,
        -0.09);
    world(
        Skins.die(body, pip),
        far * DEPTH * camera.zoom(),
        -0.2f * DEPTH * camera.zoom(),
        DEPTH * 0.94f,
        size * 0.92f,
        -0.05,
        -0.12,
        -0.07);
  }

  private Solid gem(int nth) {
    int[] colours = {0x28b4ff, 0xff2c5c, 0x2ce08c, 0xb050ff, 0xffb428, 0xffffff};
    int first = prompt.random("gem").between(0, 4);
    float[] colour =
        nth < named.size()
            ? named.get(nth).toLinearRgb()
            : srgb(colours[(first + nth) % colours.length]);
    float[] clear = new float[3];
    for (int c = 0; c < 3; c++) {
      clear[c] = 0.03f + 1.5f * colour[c];
    }
    return random.chance(0.7f) ? Gem.brilliant(clear) : Gem.emerald(clear);
  }

  private Solid chip() {
    int[] colours = {0xb01420, 0x14141a, 0x14509c, 0x147844};
    return new Disk(0.16f, Skins.chip(srgb(colours[random.between(0, 3)]), Emblem.SPADE));
  }

  private void confetti() {
    int[] colours = {0xff3c6c, 0xffc42c, 0x3cb4ff, 0x50e08c, 0xb46cff, 0xffffff};
    for (int i = 0; i < 130; i++) {
      float[] colour =
          named.isEmpty() || i % 3 == 0
              ? srgb(colours[random.between(0, 5)])
              : named.get(i % named.size()).toLinearRgb();
      float depth = random.between(2.2f, 9);
      at(
          Skins.confetti(colour, random.between(0.35f, 0.7f)),
          random.between(-1.05f, 1.05f),
          random.between(-1.05f, 1.05f),
          depth,
          random.between(0.026f, 0.042f) * 5 * camera.zoom() / 0.62f / DEPTH,
          random.unit(),
          random.unit(),
          random.unit());
    }
  }

  /** Places things around the middle, in a spiral, the nearer the larger, none before the hero. */
  private void scatter(int count, boolean hero, Supplier<Solid> made) {
    float start = random.unit();
    for (int i = 0; i < count; i++) {
      float share = (i + 0.6f) / count;
      float out = hero ? 0.72f + 0.36f * share : 0.12f + 0.92f * (float) Math.sqrt(share);
      double angle = start + i * GOLDEN_ANGLE;
      float sx = out * (float) StrictMath.cos(2 * Math.PI * angle);
      float sy = out * (float) StrictMath.sin(2 * Math.PI * angle);
      float depth = hero ? random.between(3.6f, 9) : random.between(4, 9);
      float size = random.between(0.16f, 0.21f);
      at(
          made.get(),
          sx,
          sy,
          depth,
          size * (hero ? 1 : 1.35f),
          random.unit() * 0.2,
          random.between(-0.16f, 0.16f),
          random.between(-0.16f, 0.16f));
    }
  }

  private void hero(Solid solid, float share, double roll, double yaw, double pitch) {
    float reach = Math.min(camera.reachAcross(), camera.reachUp());
    world(solid, 0, 0, DEPTH, share * reach * DEPTH, roll, yaw, pitch);
  }

  /** At a place of the picture, -1 to 1 each way. */
  private void at(
      Solid solid,
      float sx,
      float sy,
      float depth,
      float share,
      double roll,
      double yaw,
      double pitch) {
    world(
        solid,
        sx * camera.reachAcross() * depth,
        sy * camera.reachUp() * depth,
        depth,
        share * camera.zoom() * DEPTH,
        roll,
        yaw,
        pitch);
  }

  private void world(
      Solid solid,
      float right,
      float up,
      float depth,
      float size,
      double roll,
      double yaw,
      double pitch) {
    float lean = 1 / (float) Math.sqrt(1 + camera.tilt() * camera.tilt());
    float x = (depth - up * camera.tilt()) * lean;
    float y = (up + depth * camera.tilt()) * lean;
    props.add(Prop.of(solid, x, y, right, size, roll, yaw, pitch));
  }

  private float[] metal() {
    if (prompt.says("silver platinum")) {
      return srgb(0xd8dce2);
    }
    if (prompt.says("bronze copper")) {
      return srgb(0xd08a58);
    }
    return srgb(0xffc95c);
  }

  private static float[] srgb(int rgb) {
    return Oklab.ofSrgb(rgb).toLinearRgb();
  }
}
