package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Oklab;
import io.atelier.provider.procedural.texture.Ramp;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/** Scenes of the games themselves: a prize wheel, a jackpot, jewels, a stage. */
final class Games {
  private static final int WHEEL = 1024;

  private Games() {}

  static List<Layer> wheel(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp wall = setting.palette().main(0x120826, 0x2c1058, 0x5a1c92, 0x9a3cc0);
    float side = Math.min(1, setting.aspect());
    float x = setting.aspect() / 2;
    float radius = 0.4f * side;
    layers.add(Sky.wall(setting, wall, 0.5f));
    layers.add(new Rays(setting, x, 0.5f, 14, true, 1.3f, Colour.of(wall, 0.95), 0.22f));
    layers.add(bokeh(setting, 26, setting.festive(), 0.055f, 0.22f));
    int sectors = 2 * setting.random().between(4, 6);
    Spin spin =
        new Spin(prizeWheel(setting, sectors), x, 0.5f, radius, setting.beat().times(0.3), true);
    layers.add(new Spotlight(x, 0.5f, radius * 2.2f, Colour.of(wall, 1), 0.16f));
    layers.add(spin);
    layers.add(new Bulbs(x, 0.5f, radius * 0.955f, 24, setting.beat()));
    layers.add(new Still(pointer(), x, 0.5f - radius * 1.0f, radius * 0.13f, radius * 0.17f));
    layers.add(
        Sky.glints(
            setting,
            9,
            new Motes.Region(x - radius, 0.5f - radius, x + radius, 0.5f + radius),
            0.05f));
    return layers;
  }

  private static Picture prizeWheel(Setting setting, int sectors) {
    List<Colour> colours = new ArrayList<>();
    double hue = setting.random().unit();
    Colour first = Colour.of(setting.palette().main(0xc0161c, 0xe02a30, 0xff5a50), 0.5);
    Colour second = Colour.of(setting.palette().accent(0xe8b020, 0xf6cc38, 0xffe480), 0.5);
    for (int i = 0; i < sectors; i++) {
      Colour own = Colour.of(Oklab.ofHue(0.66, 0.19, hue + (double) i / sectors));
      boolean festive = setting.palette().named() == 0;
      colours.add(festive ? own : i % 2 == 0 ? first : second.mix(own, 0.12f));
    }
    Colour gold = Colour.srgb(0xe8b84a);
    return Picture.of(
        WHEEL,
        (px, py, rgba) -> {
          float r = Shapes.length(px, py);
          double turn = (StrictMath.atan2(px, -py) / (2 * Math.PI) + 1) * sectors % sectors;
          float part = (float) (turn - Math.floor(turn));
          float light = 0.9f - 0.16f * (px + py);
          Colour colour;
          if (r > 0.9f) {
            float round = 1 - Math.abs((r - 0.95f) / 0.05f);
            colour = gold.times(0.45f + 0.75f * round * light);
          } else if (r > 0.2f) {
            float seam = Math.min(part, 1 - part) * r * 6.28f / sectors;
            float shade = (0.74f + 0.3f * r) * light;
            colour = colours.get((int) turn).times(shade);
            colour = colour.mix(Colour.srgb(0xfff2c8), Curve.smoothstep(0.011f, 0.005f, seam));
            float dot = Shapes.length((part - 0.5f) * r * 6.28f / sectors, r - 0.72f);
            colour = colour.mix(Colour.WHITE, 0.85f * Curve.smoothstep(0.075f, 0.068f, dot));
          } else {
            float dome = (float) Math.sqrt(Math.max(0, 1 - r * r / 0.045f));
            colour = gold.times(0.5f + 0.55f * dome - 0.5f * (px + py));
            colour =
                colour.mix(
                    Colour.WHITE,
                    Curve.smoothstep(0.08f, 0, Shapes.length(px + 0.06f, py + 0.07f)));
          }
          rgba[0] = colour.red();
          rgba[1] = colour.green();
          rgba[2] = colour.blue();
          rgba[3] = Curve.smoothstep(1, 0.995f, r);
        });
  }

  private static Picture pointer() {
    return Picture.of(
        128,
        (x, y, rgba) -> {
          float inside = 0.55f * (1 - y) / 2 * 1.6f - Math.abs(x);
          float shade = x < 0 ? 1.05f : 0.8f;
          rgba[0] = 1.0f * shade;
          rgba[1] = 0.92f * shade;
          rgba[2] = 0.7f * shade;
          rgba[3] = Curve.smoothstep(0, 0.03f, inside) * Curve.smoothstep(-1, -0.97f, y);
        });
  }

  static List<Layer> coins(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp wall = setting.palette().main(0x0c0414, 0x3a0c1c, 0x8a1c18, 0xd05a18, 0xffb83c);
    Colour gold = Colour.srgb(0xf6c04a);
    float x = setting.aspect() / 2;
    layers.add(Sky.wall(setting, wall, 0.42f));
    layers.add(new Rays(setting, x, 0.42f, 12, true, 1.25f, Colour.srgb(0xffc860), 0.24f));
    layers.add(new Spotlight(x, 0.42f, 0.55f, Colour.srgb(0xffe8b0), 0.3f));
    layers.add(bokeh(setting, 24, List.of(gold, Colour.srgb(0xff8a3c)), 0.06f, 0.25f));
    layers.add(coinRain(setting, 70, 0.052f));
    layers.add(Sky.glints(setting, 22, Motes.everywhere(setting), 0.055f));
    return layers;
  }

  static Swarm coinRain(Setting setting, int count, float size) {
    return new Swarm(
        setting,
        Math.round(count * Math.max(0.6f, Math.min(1.6f, setting.aspect()))),
        new Swarm.Look(Shapes.coin(), size, 0.5f, 0.02f, 0.15f, 0.55f, 0.5f, 1, 1),
        List.of(
            Colour.srgb(0xf8c23c),
            Colour.srgb(0xffd766),
            Colour.srgb(0xe8a828),
            Colour.srgb(0xf4bc4c)));
  }

  static List<Layer> gems(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp wall = setting.palette().main(0x050818, 0x101c48, 0x203c8c, 0x4878d0, 0xa8d8ff);
    float x = setting.aspect() * setting.between(0.4f, 0.6f);
    layers.add(Sky.wall(setting, wall, 0.35f));
    layers.add(new Rays(setting, x, -0.1f, 9, false, 1.5f, Colour.of(wall, 0.95), 0.4f));
    Colour rock = Colour.of(wall, 0.06);
    layers.add(crystals(setting, 0.52f, 0.24f, rock.mix(Colour.of(wall, 0.5), 0.35f), rock, 0.02f));
    layers.add(crystals(setting, 0.72f, 0.22f, rock.mix(Colour.of(wall, 0.4), 0.2f), rock, 0.05f));
    List<Colour> colours = setting.festive();
    layers.add(
        new Swarm(
            setting,
            Math.round(30 * Math.max(0.6f, setting.aspect())),
            new Swarm.Look(Shapes.gem(), 0.062f, -0.12f, 0.05f, 0.1f, 0, 0, 1, 1),
            colours));
    layers.add(bokeh(setting, 20, colours, 0.05f, 0.22f));
    layers.add(Sky.glints(setting, 26, Motes.everywhere(setting), 0.06f));
    return layers;
  }

  private static Ridge crystals(
      Setting setting, float base, float tall, Colour high, Colour low, float shift) {
    int count = 15;
    float[] tops = new float[count];
    float[] leans = new float[count];
    float[] places = new float[count];
    for (int i = 0; i < count; i++) {
      places[i] = (setting.aspect() + 0.4f) * (i + setting.random().unit()) / count - 0.2f;
      // Higher towards the walls of the cave.
      float wall = Math.abs(2 * places[i] / setting.aspect() - 1);
      tops[i] = base - tall * (0.2f + wall * wall) * setting.between(0.3f, 1.3f);
      leans[i] = setting.between(0.6f, 1.6f);
    }
    return Ridge.of(
        setting,
        at -> {
          float top = base + 0.2f;
          for (int i = 0; i < count; i++) {
            float off = at - places[i];
            top =
                Math.min(
                    top, tops[i] + Math.abs(off) * (off < 0 ? 3.4f * leans[i] : 3.4f / leans[i]));
          }
          return top;
        },
        high,
        low,
        shift);
  }

  static List<Layer> stage(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp cloth = setting.palette().main(0x140206, 0x4a0812, 0x8c1420, 0xc82c34, 0xf06a5c);
    List<Colour> lamps = setting.festive();
    float floor = 0.76f;
    float[] folds = new float[3];
    for (int i = 0; i < folds.length; i++) {
      folds[i] = setting.random().unit();
    }
    Gradient shades = new Gradient(cloth);
    layers.add(
        Backdrop.of(
            setting.width(),
            setting.height(),
            (x, y) -> {
              float fold = Curtain.shade(x, y, folds);
              float light = 0.25f + 0.75f * Curve.smoothstep(-0.1f, 0.75f, y);
              return shades.at(0.07f + 0.68f * fold * light);
            }));
    layers.add(new Mirror(floor, 0.5f, 0.001f, Colour.of(cloth, 0.03), setting.beat()));
    layers.add(new Beams(setting, setting.aspect() < 0.8f ? 3 : 5, 0.86f, 1.15f, lamps));
    layers.add(
        new Motes(
            setting,
            70,
            Motes.everywhere(setting),
            new Motes.Look(null, 0.006f, 0.08f, 0.2f, 0, 0.6f),
            List.of(Colour.srgb(0xfff0d0))));
    if (setting.random().chance(0.5f) || setting.says("award awards gala reveal winner")) {
      layers.add(bokeh(setting, 18, lamps, 0.06f, 0.3f));
    } else {
      layers.add(confetti(setting, 40, lamps));
    }
    return layers;
  }

  static Swarm confetti(Setting setting, int count, List<Colour> colours) {
    return new Swarm(
        setting,
        Math.round(count * Math.max(0.6f, setting.aspect())),
        new Swarm.Look(Shapes.confetti(), 0.017f, 0.28f, 0.05f, 0.3f, 0.6f, 0.35f, 1, 1),
        colours);
  }

  static Motes bokeh(Setting setting, int count, List<Colour> colours, float size, float strength) {
    return new Motes(
        setting,
        count,
        Motes.everywhere(setting),
        new Motes.Look(Shapes.bokeh(), size, 0.1f, 0.16f, 0, strength),
        colours);
  }
}
