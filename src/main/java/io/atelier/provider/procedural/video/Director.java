package io.atelier.provider.procedural.video;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a scene of a prompt: its theme, and whatever else its words ask for in front. */
final class Director {
  private static final int LAYERS = 16;

  private Director() {}

  static List<Layer> scene(Setting setting) throws InterruptedIOException {
    Theme theme = Theme.of(setting.prompt());
    List<Layer> layers = new ArrayList<>(theme.layers(setting));
    List<Layer> extras = extras(setting, theme);
    layers.addAll(extras.subList(0, Math.min(extras.size(), Math.max(1, LAYERS - layers.size()))));
    return layers;
  }

  /** What the words ask for beside the theme, if there is one. */
  static List<Layer> extras(Setting setting, @Nullable Theme theme) {
    List<Layer> extras = new ArrayList<>();
    if (setting.says("firework fireworks") && theme != Theme.FIREWORKS) {
      extras.add(new Fireworks(setting, 0.9f, 0.4f, setting.festive()));
    }
    if (setting.says("coin coins gold golden jackpot money") && theme != Theme.COINS) {
      extras.add(Games.coinRain(setting, 22, 0.036f));
    }
    if (setting.says("confetti party celebration celebrate win winner winning birthday")
        && theme != Theme.STAGE) {
      extras.add(Games.confetti(setting, 60, setting.festive()));
    }
    if (setting.says("snow snowy snowflakes snowfall blizzard") && theme != Theme.WINTER) {
      extras.add(Lands.snow(setting, 50));
    }
    if (setting.says("heart hearts love valentine") && theme != Theme.HEARTS) {
      extras.add(
          new Swarm(
              setting,
              22,
              new Swarm.Look(Shapes.heart(), 0.036f, -0.15f, 0.05f, 0, 0.2f, 0.2f, 1, 1),
              List.of(Colour.srgb(0xff4c7c), Colour.srgb(0xff8cac))));
    }
    if (setting.says("star stars starry twinkle") && theme != Theme.SPACE) {
      extras.add(
          new Swarm(
              setting,
              22,
              new Swarm.Look(Shapes.star(), 0.03f, 0.16f, 0.04f, 0.15f, 0.2f, 0.3f, 1, 1),
              List.of(Colour.srgb(0xffd84c), Colour.srgb(0xfff0a0))));
    }
    if (setting.says("bubble bubbles soap foam") && theme != Theme.REEF) {
      extras.add(
          new Swarm(
              setting,
              26,
              new Swarm.Look(Shapes.bubble(), 0.045f, -0.14f, 0.04f, 0, 0, 0, 0.8f, 0.1f),
              setting.festive()));
    }
    if (setting.says("gem gems jewel jewels diamond diamonds ruby emerald")
        && theme != Theme.GEMS) {
      extras.add(
          new Swarm(
              setting,
              16,
              new Swarm.Look(Shapes.gem(), 0.042f, 0.2f, 0.03f, 0.12f, 0, 0, 1, 1),
              setting.festive()));
    }
    if (setting.says("leaf leaves autumn") && theme != Theme.MEADOW) {
      extras.add(Lands.leaves(setting));
    }
    if (setting.says("rain rainy storm") && theme != Theme.CITY) {
      extras.add(Nights.rain(setting, List.of()));
    }
    if (setting.says("firefly fireflies magic magical fairy sparkle sparkles sparkling glitter")
        && theme != Theme.AURORA) {
      extras.add(Nights.fireflies(setting, 40));
      extras.add(Sky.glints(setting, 26, Motes.everywhere(setting), 0.05f));
    }
    return extras;
  }
}
