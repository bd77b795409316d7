package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Sine;
import io.atelier.provider.procedural.texture.PeriodicNoise;
import io.atelier.provider.procedural.texture.Ramp;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/** Scenes under a dark sky. */
final class Nights {
  private Nights() {}

  static List<Layer> fireworks(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp sky = setting.night(0x050716, 0x0c1232, 0x1e2460, 0x4a3478, 0x9c5488);
    List<Colour> colours = setting.festive();
    float shore = 0.84f;
    layers.add(Sky.gradient(setting, sky, 1.1f));
    layers.add(Sky.stars(setting, 130, 0.7f));
    layers.add(new Fireworks(setting, 2, 0.46f, colours));
    Skyline far = new Skyline(setting, shore, 0.17f, 0.045f);
    Colour house = Colour.of(sky, 0.12);
    layers.add(far.ridge(setting, Colour.of(sky, 0.3), house, 0.012f));
    layers.add(far.windows(setting, 0.0035f, 0.22f, lamps(colours), 0.012f));
    layers.add(new Mirror(shore, 0.6f, 0.006f, Colour.of(sky, 0.04), setting.beat()));
    return layers;
  }

  static List<Layer> city(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp sky = setting.night(0x060818, 0x141844, 0x3c2474, 0x8c3484, 0xf0688c);
    List<Colour> colours = setting.festive();
    float street = 0.8f;
    layers.add(Sky.gradient(setting, sky, 0.95f));
    layers.add(Sky.stars(setting, 60, 0.4f));
    PeriodicNoise noise = setting.noise();
    layers.add(
        new Drift(
            setting, Drift.clouds(noise, 2, 0.25f, 0.8f), Colour.of(sky, 0.75), 0.22f, 0.12f, 0));
    row(layers, setting, sky, 0.5f, 0.055f, 0.42f, 0.004f, 0.012f, colours, street);
    row(layers, setting, sky, 0.42f, 0.085f, 0.22f, 0.0055f, 0.03f, colours, street);
    row(layers, setting, sky, 0.24f, 0.13f, 0.07f, 0.008f, 0.06f, colours, street);
    layers.add(new Mirror(street, 0.62f, 0.01f, Colour.of(sky, 0.05), setting.beat()));
    if (setting.says("rain rainy storm wet cyberpunk") || setting.random().chance(0.4f)) {
      layers.add(rain(setting, colours));
    }
    return layers;
  }

  private static void row(
      List<Layer> layers,
      Setting setting,
      Ramp sky,
      float tall,
      float wide,
      float light,
      float pane,
      float shift,
      List<Colour> colours,
      float street) {
    Skyline houses = new Skyline(setting, street, tall, wide);
    layers.add(
        houses.ridge(setting, Colour.of(sky, light), Colour.of(sky, light * 0.75 + 0.06), shift));
    layers.add(houses.windows(setting, pane, 0.3f, lamps(colours), shift));
  }

  /** Two for rooms, then the colours of signs. */
  private static List<Colour> lamps(List<Colour> signs) {
    List<Colour> colours = new ArrayList<>(List.of(Colour.srgb(0xffd890), Colour.srgb(0xffb45c)));
    colours.addAll(signs);
    return colours;
  }

  /** Pale rain, and in it what lights shine there. */
  static Layer rain(Setting setting, List<Colour> lights) {
    Colour pale = Colour.srgb(0xbcd4ff);
    List<Colour> colours = new ArrayList<>(List.of(pale, pale, pale));
    lights.forEach(light -> colours.addAll(List.of(light.mix(pale, 0.35f), pale)));
    return new Rain(setting, colours);
  }

  static List<Layer> grid(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp sky = setting.night(0x08041c, 0x1c0844, 0x501070, 0xb01c84, 0xff5c8c);
    Ramp sunRamp = setting.palette().accent(0xff2c7c, 0xff6c50, 0xffc84c);
    float horizon = 0.58f;
    float x = setting.aspect() / 2;
    float radius = 0.24f * Math.min(1, setting.aspect() * 1.3f);
    layers.add(Sky.gradient(setting, sky, horizon * 1.05f));
    layers.add(Sky.stars(setting, 130, horizon));
    layers.add(new Spotlight(x, horizon - 0.14f, 0.6f, Colour.of(sunRamp, 0.3), 0.5f));
    layers.add(new Still(setSun(sunRamp), x, horizon - 0.14f, radius, radius));
    layers.add(peaks(setting, horizon, 0.13f, Colour.of(sky, 0.32), Colour.of(sky, 0.1), 0.02f));
    Colour line = Colour.of(setting.palette().accent(0x18d0ff, 0x30e4ff, 0x9cf4ff), 0.5);
    layers.add(
        new Grid(horizon, setting.beat().times(1.1), Colour.of(sky, 0.1), line, setting.beat()));
    layers.add(
        new Motes(
            setting,
            36,
            Motes.everywhere(setting),
            new Motes.Look(null, 0.008f, 0.12f, 0.25f, 0, 0.7f),
            List.of(line, Colour.of(sunRamp, 0.5))));
    return layers;
  }

  /** The sun that is cut by ever wider stripes. */
  private static Picture setSun(Ramp ramp) {
    return Picture.of(
        512,
        (x, y, rgba) -> {
          Colour colour = Colour.of(ramp, 1 - (y + 1) / 2);
          float stripe = Curve.fract(y * 7);
          boolean gap = y > -0.1f && stripe < 0.12f + 0.42f * y;
          rgba[0] = colour.red();
          rgba[1] = colour.green();
          rgba[2] = colour.blue();
          rgba[3] = gap ? 0 : Curve.smoothstep(1, 0.99f, Shapes.length(x, y));
        });
  }

  static Ridge peaks(
      Setting setting, float base, float tall, Colour high, Colour low, float shift) {
    PeriodicNoise noise = setting.noise();
    float[] offset = {setting.random().unit()};
    float aspect = setting.aspect();
    return Ridge.of(
        setting,
        at -> {
          float u = at / (aspect + 1) * 0.5f + offset[0];
          return base
              - tall * (0.12f + 1.1f * Math.max(0, noise.ridged(u, 0.37f, 9, 3, 5) - 0.35f) * 1.6f);
        },
        high,
        low,
        shift);
  }

  static List<Layer> aurora(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp sky = setting.night(0x040a1c, 0x0a1a3c, 0x14386c, 0x2c6c94, 0x7cc4c0);
    Ramp veil = setting.palette().accent(0x20d890, 0x38f0b0, 0x68b0ff, 0xb068ff);
    float shore = 0.8f;
    layers.add(Sky.gradient(setting, sky, 1.05f));
    layers.add(Sky.stars(setting, 220, 0.75f));
    List<Colour> colours =
        List.of(
            Colour.of(veil, 0.1),
            Colour.of(veil, 0.6),
            Colour.of(veil, 0.3),
            Colour.of(veil, 0.95));
    layers.add(new Ribbons(setting, 4, 0.3f, 0.62f, 0.46f, 0.05f, 0.55f, colours));
    layers.add(peaks(setting, shore, 0.26f, Colour.of(sky, 0.36), Colour.of(sky, 0.14), 0.012f));
    layers.add(
        firs(setting, shore + 0.01f, 0.1f, Colour.of(sky, 0.08), Colour.of(sky, 0.03), 0.03f));
    layers.add(new Mirror(shore, 0.7f, 0.004f, Colour.of(sky, 0.03), setting.beat()));
    if (setting.says("magic magical fairy fantasy dream dreamy spell wizard witch mystic")
        || setting.random().chance(0.4f)) {
      layers.add(fireflies(setting, 44));
    }
    return layers;
  }

  /** Small lights that wander. */
  static Motes fireflies(Setting setting, int count) {
    return new Motes(
        setting,
        count,
        new Motes.Region(0, 0.4f, setting.aspect(), 1),
        new Motes.Look(null, 0.021f, 0.16f, 0.22f, 0, 0.9f),
        List.of(Colour.srgb(0xffe07c), Colour.srgb(0xd8ff8c), Colour.srgb(0xfff2b8)));
  }

  /** The edge of a fir wood. */
  static Ridge firs(Setting setting, float base, float tall, Colour high, Colour low, float shift) {
    int count = Math.max(4, Math.round(2.6f * (setting.aspect() + 0.4f) / tall));
    float[] places = new float[count];
    float[] heights = new float[count];
    for (int i = 0; i < count; i++) {
      places[i] = (setting.aspect() + 0.4f) * (i + setting.random().unit()) / count - 0.2f;
      heights[i] = tall * setting.between(0.45f, 1.15f);
    }
    return Ridge.of(
        setting,
        at -> {
          float top = base + 0.012f * Sine.ofTurns(at * 0.8);
          for (int i = 0; i < count; i++) {
            float off = Math.abs(at - places[i]) / heights[i];
            if (off < 0.3f) {
              // Branches: a saw on the slope.
              float slope = off / 0.24f;
              float saw = 0.09f * Curve.fract(slope * 5);
              top = Math.min(top, base - heights[i] * (1 - slope + saw));
            }
          }
          return top;
        },
        high,
        low,
        shift);
  }

  static List<Layer> space(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp gas = setting.palette().main(0x03030c, 0x120c38, 0x3c1a78, 0x9038a8, 0xf48cb0);
    Ramp veil = setting.palette().accent(0x020812, 0x063048, 0x1c7c94, 0x84e4d8);
    layers.add(Sky.nebula(setting, gas, veil));
    layers.add(
        new Drift(
            setting,
            Drift.clouds(setting.noise(), 2, -1, 2),
            Colour.of(gas, 0.8),
            0.16f,
            0.1f,
            0.05f));
    layers.add(Sky.stars(setting, 330, 1));
    float radius = setting.between(0.17f, 0.27f) * Math.min(1, setting.aspect() + 0.2f);
    boolean left = setting.random().chance(0.5f);
    float x = setting.aspect() * (left ? 0.3f : 0.7f);
    float y = setting.between(0.42f, 0.62f);
    layers.add(new Spotlight(x, y, radius * 2.1f, Colour.of(veil, 0.85), 0.4f));
    layers.add(
        new Globe(
            setting,
            x,
            y,
            radius,
            setting.palette().accent(0x183060, 0x3068a8, 0x70b8d8, 0xd8f0f0)));
    layers.add(Sky.glints(setting, 16, Motes.everywhere(setting), 0.05f));
    layers.add(
        new Motes(
            setting,
            60,
            Motes.everywhere(setting),
            new Motes.Look(null, 0.007f, 0.3f, 0.2f, 0, 0.8f),
            List.of(Colour.WHITE, Colour.of(gas, 1))));
    return layers;
  }
}
