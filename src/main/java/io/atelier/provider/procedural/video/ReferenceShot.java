package io.atelier.provider.procedural.video;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A film of a picture that somebody gave, in the light that the prompt asks for. */
final class ReferenceShot {
  /** The most of a picture that may be cut off for it to fill the frame. */
  private static final double MAX_CUT = 0.42;

  private static final int BLUR = 24;

  private ReferenceShot() {}

  static List<Layer> layers(Setting setting, Path reference) throws IOException {
    BufferedImage image = ReferencePicture.read(reference);
    List<Layer> layers = new ArrayList<>();
    if (ReferencePicture.seeThrough(image)) {
      layers.addAll(Director.scene(setting));
      layers.add(new Spotlight(setting.aspect() / 2, 0.5f, 0.6f, Colour.srgb(0xfff4e0), 0.18f));
      layers.add(Hover.of(setting, image, 0.62f));
    } else {
      double shape = (double) image.getWidth() / image.getHeight() / setting.aspect();
      if (1 - Math.min(shape, 1 / shape) <= MAX_CUT) {
        layers.add(new Pan(setting, image));
      } else {
        layers.add(new Pan(setting, blurred(image)));
        layers.add((canvas, phase) -> canvas.sharp.dim(0.55f));
        layers.add(Hover.of(setting, image, 0.94f));
      }
      layers.addAll(Director.extras(setting, null));
    }
    float lamp = setting.aspect() * (setting.random().chance(0.5f) ? 0.1f : 0.9f);
    Colour warm =
        Colour.srgb(setting.says("cold winter ice snow night moon") ? 0xd8e8ff : 0xfff0d0);
    layers.add(new Rays(setting, lamp, -0.25f, 8, false, 1.6f, warm, 0.26f));
    layers.add(
        new Motes(
            setting,
            46,
            Motes.everywhere(setting),
            new Motes.Look(null, 0.009f, 0.12f, 0.2f, 0, 0.55f),
            List.of(warm)));
    layers.add(Games.bokeh(setting, 9, List.of(warm), 0.06f, 0.12f));
    return layers;
  }

  private static BufferedImage blurred(BufferedImage image) {
    int width = image.getWidth() > image.getHeight() ? BLUR * 2 : BLUR;
    int height = Math.max(8, width * image.getHeight() / image.getWidth());
    return ReferencePicture.scaled(image, width, height);
  }
}
