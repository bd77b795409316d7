package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Sine;
import io.atelier.provider.procedural.texture.PeriodicNoise;
import io.atelier.provider.procedural.texture.Ramp;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/** Scenes of the sea, from above and from below. */
final class Waters {
  private Waters() {}

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
    layers.add(Lands.hills(setting, horizon + 0.002f, 0.05f, 3, island, island, 0.008f));
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
    layers.add(
        Lands.hills(setting, 0.9f, 0.2f, 4, Colour.of(water, 0.4), Colour.of(water, 0.2), 0.02f));
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
}
