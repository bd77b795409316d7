package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Sine;
import io.atelier.provider.procedural.texture.PeriodicNoise;
import io.atelier.provider.procedural.texture.Ramp;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/** Scenes in the open: the sea, hills, snow, sand. */
final class Lands {
  private Lands() {}

  static List<Layer> sea(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    boolean day = setting.says("tropical beach day blue holiday vacation sunny");
    Ramp sky =
        day
            ? setting.palette().main(0x1c70c8, 0x4ca4e4, 0x9cd4f4, 0xe4f6fa)
            : setting.palette().main(0x2a1c5c, 0x7c3480, 0xe0605c, 0xffa850, 0xffe49c);
    float horizon = 0.56f;
    float x = setting.aspect() * setting.between(0.35f, 0.65f);
    Colour sun = Colour.srgb(day ? 0xfffdf0 : 0xfff0c0);
    float high = day ? 0.2f : horizon - setting.between(0.05f, 0.12f);
    layers.add(Sky.sun(setting, sky, horizon, x, high, day ? 0.05f : 0.075f, sun));
    layers.add(
        new Drift(
            setting,
            Drift.clouds(setting.noise(), 2, 0.02f, 0.54f),
            day ? Colour.WHITE : Colour.of(sky, 0.7),
            day ? 0.5f : 0.3f,
            0.12f,
            0));
    layers.add(new Rays(setting, x, high, 9, false, 1, sun, 0.16f));
    layers.add(new Spotlight(x, high, 0.3f, sun, 0.4f));
    Colour island = Colour.of(sky, 0.05).mix(Colour.of(sky, 0.6), 0.25f);
    layers.add(hills(setting, horizon + 0.002f, 0.05f, 3, island, island, 0.008f));
    layers.add(
        new Water(
            setting,
            horizon,
            x,
            Colour.of(sky, 0.75).times(0.85f),
            Colour.of(sky, day ? 0.02 : 0.1).times(0.62f),
            sun));
    layers.add(
        Sky.glints(
            setting, 16, new Motes.Region(x - 0.3f, horizon + 0.05f, x + 0.3f, 0.95f), 0.03f));
    return layers;
  }

  static List<Layer> reef(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp water = setting.palette().main(0x021430, 0x06305c, 0x0c6494, 0x28a8c0, 0xa4f0e4);
    List<Colour> colours = setting.festive();
    Gradient deep = new Gradient(water);
    layers.add(
        Backdrop.of(
            setting.width(),
            setting.height(),
            (x, y) -> deep.at(0.92f - 0.82f * (float) Math.sqrt(y))));
    layers.add(
        new Rays(
            setting,
            setting.aspect() * setting.between(0.3f, 0.7f),
            -0.35f,
            8,
            false,
            1.7f,
            Colour.of(water, 0.95),
            0.55f));
    PeriodicNoise noise = setting.noise();
    layers.add(
        new Drift(
            setting,
            (u, v) -> {
              float line = noise.ridged(u, v, 5, 7, 2);
              return line * line * line * line * Math.max(0, 0.75f - 1.5f * v);
            },
            Colour.of(water, 1),
            0.75f,
            0.12f,
            0.06f));
    layers.add(hills(setting, 0.9f, 0.2f, 4, Colour.of(water, 0.4), Colour.of(water, 0.2), 0.02f));
    Shoal shoal = new Shoal(setting, 9, 0.045f, colours);
    layers.add(shoal);
    layers.add(
        corals(
            setting,
            0.94f,
            0.15f,
            colours.get(1).mix(Colour.of(water, 0.3), 0.6f),
            Colour.of(water, 0.16),
            0.035f));
    layers.add(
        corals(
            setting,
            0.98f,
            0.2f,
            colours.get(3).mix(Colour.of(water, 0.15), 0.55f),
            Colour.of(water, 0.06),
            0.06f));
    layers.add(new Shoal(setting, 5, 0.09f, colours));
    layers.add(
        new Swarm(
            setting,
            34,
            new Swarm.Look(Shapes.bubble(), 0.026f, -0.22f, 0.025f, 0, 0, 0, 0.8f, 0.1f),
            List.of(Colour.srgb(0xd8f8ff))));
    layers.add(
        new Motes(
            setting,
            60,
            Motes.everywhere(setting),
            new Motes.Look(null, 0.005f, 0.1f, 0.2f, 0, 0.5f),
            List.of(Colour.of(water, 1))));
    return layers;
  }

  private static Ridge corals(
      Setting setting, float base, float tall, Colour high, Colour low, float shift) {
    int count = Math.round(30 * Math.max(0.5f, setting.aspect()));
    float[] places = new float[count];
    float[] heights = new float[count];
    for (int i = 0; i < count; i++) {
      places[i] = (setting.aspect() + 0.4f) * (i + setting.random().unit()) / count - 0.2f;
      float side = Math.abs(2 * places[i] / setting.aspect() - 1);
      heights[i] = tall * (0.15f + 0.85f * side) * setting.between(0.3f, 1.1f);
    }
    return Ridge.of(
        setting,
        at -> {
          float top = base;
          for (int i = 0; i < count; i++) {
            float width = 0.014f + 0.13f * heights[i];
            float off = (at - places[i]) / width;
            if (off > -1 && off < 1) {
              top = Math.min(top, base - heights[i] * (float) Math.sqrt(1 - off * off));
            }
          }
          return top + 0.004f * Sine.ofTurns(at * 37);
        },
        high,
        low,
        shift);
  }

  static Ridge hills(
      Setting setting, float base, float tall, int count, Colour high, Colour low, float shift) {
    PeriodicNoise noise = setting.noise();
    float offset = setting.random().unit();
    float aspect = setting.aspect();
    return Ridge.of(
        setting,
        at -> {
          float u = at / (2 * aspect + 1) + offset;
          return base - tall * (0.35f + 1.25f * noise.fbm(u, 0.61f, count * 2, 2, 2));
        },
        high,
        low,
        shift);
  }

  static List<Layer> meadow(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    boolean autumn = setting.says("autumn fall leaf leaves october harvest");
    Ramp sky =
        autumn
            ? setting.palette().natural(0x8cb4d8, 0xe4d4b0, 0xffe8b4)
            : setting.palette().natural(0x4c9ce0, 0x9cd0f0, 0xe8f6ee);
    Ramp grass =
        autumn
            ? setting.palette().main(0x3c1c0c, 0x8c4414, 0xd0801c, 0xf0c050)
            : setting.palette().main(0x0c3420, 0x1c6c30, 0x4ca83c, 0xb4dc64);
    float x = setting.aspect() * (setting.random().chance(0.5f) ? 0.22f : 0.78f);
    layers.add(Sky.sun(setting, sky, 0.75f, x, 0.2f, 0.055f, Colour.srgb(0xfffbe4)));
    layers.add(
        new Drift(
            setting, Drift.clouds(setting.noise(), 2, 0.02f, 0.6f), Colour.WHITE, 0.55f, 0.14f, 0));
    Colour haze = Colour.of(sky, 0.8);
    layers.add(
        Nights.peaks(setting, 0.66f, 0.2f, haze.mix(Colour.of(grass, 0.3), 0.35f), haze, 0.008f));
    for (int i = 0; i < 3; i++) {
      float near = i / 2f;
      Colour high = Colour.of(grass, 0.95 - 0.2 * i).mix(haze, 0.42f * (1 - near));
      Colour low = Colour.of(grass, 0.62 - 0.18 * i).mix(haze, 0.3f * (1 - near));
      float base = 0.69f + 0.13f * i;
      if (i > 0) {
        layers.add(
            Nights.firs(
                setting,
                base - 0.005f,
                0.08f + 0.05f * i,
                Colour.of(grass, 0.4 - 0.1 * i),
                Colour.of(grass, 0.22),
                0.015f + 0.022f * i));
      }
      layers.add(hills(setting, base + 0.01f, 0.08f, 3, high, low, 0.015f + 0.022f * i));
    }
    layers.add(new Rays(setting, x, 0.2f, 10, false, 1.3f, Colour.srgb(0xfff4c8), 0.3f));
    layers.add(
        autumn
            ? leaves(setting)
            : new Swarm(
                setting,
                36,
                new Swarm.Look(Shapes.petal(), 0.02f, 0.13f, 0.09f, 0.3f, 0.4f, 0.1f, 1, 1),
                List.of(Colour.srgb(0xffc4dc), Colour.srgb(0xffe4ee), Colour.WHITE)));
    layers.add(
        new Motes(
            setting,
            40,
            new Motes.Region(0, 0.3f, setting.aspect(), 1),
            new Motes.Look(null, 0.009f, 0.12f, 0.2f, 0, 0.7f),
            List.of(Colour.srgb(0xfff8d0))));
    return layers;
  }

  static Swarm leaves(Setting setting) {
    return new Swarm(
        setting,
        40,
        new Swarm.Look(Shapes.leaf(), 0.03f, 0.2f, 0.1f, 0.25f, 0.35f, 0.15f, 1, 1),
        List.of(
            Colour.srgb(0xd8641c),
            Colour.srgb(0xe8a02c),
            Colour.srgb(0xb83c18),
            Colour.srgb(0xf0c440)));
  }

  static List<Layer> winter(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp sky = setting.palette().main(0x0c1c44, 0x24447c, 0x5c88b8, 0xb4cce0, 0xf4ecec);
    layers.add(
        Sky.sun(
            setting,
            sky,
            0.85f,
            setting.aspect() * setting.between(0.25f, 0.75f),
            0.2f,
            0.06f,
            Colour.srgb(0xfff8ec)));
    layers.add(Sky.stars(setting, 70, 0.35f));
    layers.add(Nights.peaks(setting, 0.68f, 0.3f, Colour.of(sky, 0.8), Colour.of(sky, 0.6), 0.01f));
    for (int i = 0; i < 3; i++) {
      float base = 0.72f + 0.11f * i;
      Colour wood = Colour.of(sky, 0.36 - 0.12 * i);
      layers.add(
          Nights.firs(
              setting, base, 0.1f + 0.07f * i, wood, wood.times(0.8f), 0.016f + 0.024f * i));
      layers.add(
          hills(
              setting,
              base + 0.015f,
              0.06f,
              2,
              Colour.of(sky, 1).mix(Colour.WHITE, 0.4f),
              Colour.of(sky, 0.72 - 0.06 * i),
              0.016f + 0.024f * i));
    }
    if (setting.says("christmas xmas santa advent noel")) {
      layers.add(
          new Motes(
              setting,
              34,
              new Motes.Region(0, 0.62f, setting.aspect(), 0.82f),
              new Motes.Look(null, 0.03f, 0, 0.4f, 0.3f, 0.9f),
              List.of(Colour.srgb(0xff5040), Colour.srgb(0xffd060), Colour.srgb(0x50e080))));
    }
    layers.add(snow(setting, 70));
    return layers;
  }

  static Layer snow(Setting setting, int count) {
    Swarm flakes =
        new Swarm(
            setting,
            count / 3,
            new Swarm.Look(Shapes.flake(), 0.026f, 0.16f, 0.05f, 0.12f, 0, 0, 0.9f, 0.6f),
            List.of(Colour.WHITE));
    Swarm dots =
        new Swarm(
            setting,
            count * 2,
            new Swarm.Look(Shapes.disc(), 0.0065f, 0.17f, 0.05f, 0, 0, 0, 0.85f, 0.8f),
            List.of(Colour.WHITE));
    return (canvas, phase) -> {
      dots.paint(canvas, phase);
      flakes.paint(canvas, phase);
    };
  }

  static List<Layer> desert(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    boolean night = setting.says("night moon stars arabian");
    Ramp sky =
        night
            ? setting.palette().natural(0x060c28, 0x1c2c64, 0x6c5c9c)
            : setting.palette().natural(0x4c58a0, 0xc87878, 0xf4a860, 0xffe0a0);
    Ramp sand = setting.palette().main(0x401810, 0x8c3c1c, 0xcc7434, 0xf0b46c, 0xffe0a8);
    float dim = night ? 0.42f : 1;
    float x = setting.aspect() * setting.between(0.3f, 0.7f);
    layers.add(
        Sky.sun(setting, sky, 0.7f, x, 0.34f, 0.085f, Colour.srgb(night ? 0xf4f0e0 : 0xfff0cc)));
    if (night) {
      layers.add(Sky.stars(setting, 200, 0.6f));
    }
    if (setting.says("egypt pyramid pyramids sahara") || setting.random().chance(0.35f)) {
      layers.add(
          pyramids(
              setting, 0.69f, Colour.of(sand, 0.7).times(dim), Colour.of(sand, 0.5).times(dim)));
    } else {
      layers.add(
          Nights.peaks(setting, 0.68f, 0.2f, Colour.of(sand, 0.6), Colour.of(sky, 0.9), 0.008f));
    }
    for (int i = 0; i < 4; i++) {
      float light = 0.85f - 0.2f * i;
      layers.add(
          hills(
              setting,
              0.68f + 0.085f * i,
              0.07f + 0.012f * i,
              2 + i % 2,
              Colour.of(sand, light).times(dim),
              Colour.of(sand, light - 0.3).times(dim),
              0.012f + 0.02f * i));
    }
    layers.add(
        new Drift(
            setting,
            Drift.clouds(setting.noise(), 3, 0.55f, 1),
            Colour.of(sand, 0.9).times(dim),
            0.2f,
            0.3f,
            0));
    layers.add(
        new Motes(
            setting,
            60,
            Motes.everywhere(setting),
            new Motes.Look(null, 0.006f, 0.3f, 0.25f, 0, 0.6f),
            List.of(Colour.of(sand, 1))));
    return layers;
  }

  private static Ridge pyramids(Setting setting, float base, Colour high, Colour low) {
    float[] places = {0.3f, 0.55f, 0.72f};
    float[] heights = {0.2f, 0.14f, 0.09f};
    float slide = setting.between(-0.1f, 0.1f);
    float aspect = setting.aspect();
    return Ridge.of(
        setting,
        at -> {
          float top = base;
          for (int i = 0; i < places.length; i++) {
            float off = Math.abs(at - (places[i] + slide) * aspect);
            top = Math.min(top, base - heights[i] + off * 0.85f);
          }
          return top;
        },
        high,
        low,
        0.01f);
  }
}
