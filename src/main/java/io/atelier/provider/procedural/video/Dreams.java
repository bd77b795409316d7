package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Oklab;
import io.atelier.provider.procedural.texture.Ramp;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/** Scenes of colour and light: sweets, hearts, silk, lamps out of focus. */
final class Dreams {
  private Dreams() {}

  static List<Layer> candy(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp sky = setting.palette().main(0xff9cc8, 0xffbcd8, 0xffd8e4, 0xfff0e0);
    double hue = setting.random().unit();
    List<Colour> colours = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      colours.add(Colour.of(Oklab.ofHue(0.79, 0.13, hue + i / 6.0)));
    }
    layers.add(Sky.gradient(setting, sky, 0.8f));
    layers.add(new Rays(setting, setting.aspect() / 2, 0.62f, 12, true, 1.4f, Colour.WHITE, 0.14f));
    layers.add(
        new Drift(
            setting, Drift.clouds(setting.noise(), 2, 0.05f, 0.62f), Colour.WHITE, 0.3f, 0.12f, 0));
    for (int i = 0; i < 3; i++) {
      Colour hill = colours.get(i);
      layers.add(
          Lands.hills(
              setting,
              0.74f + 0.1f * i,
              0.15f,
              3,
              hill.mix(Colour.WHITE, 0.35f),
              hill.times(0.92f),
              0.014f + 0.022f * i));
      lollipops(layers, setting, 2 + i % 2, 0.56f + 0.1f * i, 0.075f + 0.03f * i, colours);
    }
    layers.add(
        new Swarm(
            setting,
            46,
            new Swarm.Look(sprinkle(), 0.017f, 0.2f, 0.04f, 0.35f, 0, 0, 1, 1),
            colours));
    layers.add(Sky.glints(setting, 14, Motes.everywhere(setting), 0.045f));
    return layers;
  }

  private static void lollipops(
      List<Layer> layers, Setting setting, int count, float y, float radius, List<Colour> colours) {
    for (int i = 0; i < count; i++) {
      float x = setting.aspect() * (i + setting.between(0.15f, 0.85f)) / count;
      float size = radius * setting.between(0.75f, 1.1f) * Math.min(1, setting.aspect() + 0.3f);
      float top = y - setting.between(0, 0.1f);
      Colour stick = Colour.srgb(0xfff8f0);
      layers.add(
          (canvas, phase) ->
              canvas.sharp.box(x - size * 0.06f, top, size * 0.12f, 1 - top, stick, 1));
      int way = setting.random().chance(0.5f) ? 1 : -1;
      layers.add(
          new Spin(
              swirl(colours.get(setting.random().between(0, colours.size() - 1))),
              x,
              top,
              size,
              (float) way * setting.beat().times(0.15),
              false));
    }
  }

  private static Picture swirl(Colour colour) {
    return Picture.of(
        256,
        (x, y, rgba) -> {
          float r = Shapes.length(x, y);
          double turn = StrictMath.atan2(y, x) / (2 * Math.PI) + 1.1 * r;
          float stripe = Math.abs(2 * Curve.fract((float) turn * 4 + 4) - 1);
          Colour mixed = colour.mix(Colour.WHITE, Curve.smoothstep(0.46f, 0.54f, stripe));
          float round = 1.04f - 0.28f * r * r - 0.1f * (x + y);
          float shine = 0.5f * Curve.smoothstep(0.34f, 0.1f, Shapes.length(x + 0.4f, y + 0.45f));
          rgba[0] = mixed.red() * round + shine;
          rgba[1] = mixed.green() * round + shine;
          rgba[2] = mixed.blue() * round + shine;
          rgba[3] = Curve.smoothstep(0.99f, 0.96f, r);
        });
  }

  private static Picture sprinkle() {
    return Picture.of(
        64,
        (x, y, rgba) -> {
          float off = Shapes.length(x / 0.26f, Math.max(0, Math.abs(y) - 0.7f) / 0.26f);
          float shade = 1.05f - 0.5f * Math.abs(x + 0.08f);
          rgba[0] = rgba[1] = rgba[2] = shade;
          rgba[3] = Curve.smoothstep(1, 0.85f, off);
        });
  }

  static List<Layer> hearts(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp wall = setting.palette().main(0x2c0420, 0x780c40, 0xc02458, 0xf86484, 0xffd0cc);
    layers.add(Sky.wall(setting, wall, 0.45f));
    layers.add((canvas, phase) -> canvas.sharp.dim(0.86f));
    layers.add(
        new Ribbons(
            setting,
            3,
            0.2f,
            0.9f,
            0.3f,
            0.12f,
            0.16f,
            List.of(Colour.of(wall, 0.8), Colour.of(wall, 0.6))));
    layers.add(
        Games.bokeh(
            setting,
            30,
            List.of(Colour.of(wall, 1), Colour.of(wall, 0.7), Colour.srgb(0xffe0b0)),
            0.075f,
            0.26f));
    layers.add(
        new Swarm(
            setting,
            34,
            new Swarm.Look(Shapes.heart(), 0.06f, -0.13f, 0.05f, 0, 0.18f, 0.22f, 0.96f, 1),
            List.of(
                Colour.of(wall, 0.58),
                Colour.of(wall, 0.75),
                Colour.of(wall, 0.9),
                Colour.of(wall, 0.42))));
    layers.add(Sky.glints(setting, 20, Motes.everywhere(setting), 0.045f));
    return layers;
  }

  static List<Layer> silk(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp ramp = setting.mood();
    List<Colour> colours =
        List.of(
            Colour.of(ramp, 0.45),
            Colour.of(ramp, 0.75),
            Colour.of(ramp, 0.6),
            Colour.of(ramp, 0.95));
    Gradient shades = new Gradient(ramp);
    float aspect = setting.aspect();
    layers.add(
        Backdrop.of(
            setting.width(),
            setting.height(),
            (x, y) -> shades.at(0.02f + 0.15f * (x / aspect + y))));
    layers.add(new Ribbons(setting, 5, 0.15f, 1.0f, 0.34f, 0.012f, 0.5f, colours));
    layers.add(new Ribbons(setting, 4, 0.1f, 0.95f, 0.09f, 0.006f, 0.4f, colours));
    layers.add(Games.bokeh(setting, 20, colours, 0.06f, 0.22f));
    layers.add(
        new Motes(
            setting,
            80,
            Motes.everywhere(setting),
            new Motes.Look(null, 0.008f, 0.1f, 0.25f, 0, 0.9f),
            List.of(Colour.WHITE, Colour.of(ramp, 0.95))));
    return layers;
  }

  static List<Layer> bokeh(Setting setting) throws InterruptedIOException {
    List<Layer> layers = new ArrayList<>();
    Ramp ramp = setting.mood();
    List<Colour> colours = new ArrayList<>(setting.festive());
    colours.add(Colour.of(ramp, 0.8));
    colours.add(Colour.of(ramp, 1));
    Gradient shades = new Gradient(ramp);
    layers.add(
        Backdrop.of(setting.width(), setting.height(), (x, y) -> shades.at(0.11f + 0.34f * y * y)));
    layers.add(
        new Ribbons(
            setting,
            3,
            0.3f,
            0.9f,
            0.4f,
            0.2f,
            0.22f,
            List.of(Colour.of(ramp, 0.7), Colour.of(ramp, 0.5))));
    layers.add(Games.bokeh(setting, 36, colours, 0.11f, 0.42f));
    layers.add(Games.bokeh(setting, 44, colours, 0.045f, 0.75f));
    layers.add(Sky.glints(setting, 20, Motes.everywhere(setting), 0.05f));
    return layers;
  }
}
