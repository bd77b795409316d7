package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.ColourWord;
import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Mood;
import io.atelier.provider.procedural.prompt.Oklab;
import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.sky.Radiance;
import java.util.List;

/**
 * A reference in another light: framed to the picture, its shadows and highlights in the colours of
 * the prompt or of its place, with a light from one corner.
 *
 * <p>A cut-out stands before the place instead.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Restyled(
    Reference reference,
    Composition scene,
    Mood mood,
    float[] shadows,
    float[] highlights,
    boolean cutOut,
    float scale,
    float lampAt)
    implements Shot {
  private static final float FILLED = 0.72f;

  static Restyled of(Reference reference, Composition scene, Prompt prompt) {
    Camera camera = scene.camera();
    boolean cutOut = reference.cutOut();
    float across = (float) reference.width() / camera.width();
    float down = (float) reference.height() / camera.height();
    float scale = cutOut ? Math.max(across, down) / FILLED : Math.min(across, down);
    List<Oklab> named = ColourWord.in(prompt);
    Radiance light = new Radiance();
    scene.ambience().matt(0.7f, 0.3f, 0.2f, light);
    float[] bright =
        named.isEmpty()
            ? chroma(light.red, light.green, light.blue, 0.5f)
            : chroma(named.get(0), 0.8f);
    scene.ambience().matt(0, 1, 0, light);
    float[] dark =
        named.size() < 2
            ? chroma(light.red, light.green, light.blue, 0.6f)
            : chroma(named.get(1), 0.8f);
    return new Restyled(
        reference,
        scene,
        Mood.of(prompt),
        dark,
        bright,
        cutOut,
        scale,
        prompt.random("lamp").chance(0.5f) ? 0.12f : 0.88f);
  }

  private static float[] chroma(Oklab colour, float strength) {
    float[] rgb = colour.toLinearRgb();
    return chroma(rgb[0], rgb[1], rgb[2], strength);
  }

  /** The colour at luminance 1, mixed with white. */
  private static float[] chroma(float red, float green, float blue, float strength) {
    float luminance = Math.max(0.02f, 0.2126f * red + 0.7152f * green + 0.0722f * blue);
    return new float[] {
      Curve.mix(1, Math.min(2.6f, red / luminance), strength),
      Curve.mix(1, Math.min(2.6f, green / luminance), strength),
      Curve.mix(1, Math.min(2.6f, blue / luminance), strength)
    };
  }

  @Override
  public Pixels rows(int from, int to) {
    Pixels behind = scene.rows(from, to);
    float[] rgba = new float[4];
    int width = scene.camera().width();
    int height = scene.camera().height();
    return (x, y, light) -> {
      float px = (x + 0.5f - 0.5f * width) * scale + 0.5f * reference.width();
      float py = (y + 0.5f - 0.5f * height) * scale + 0.5f * reference.height();
      reference.take(px, py, Math.max(1, scale), rgba);
      if (cutOut) {
        behind.at(x, y, light);
        float here = rgba[3];
        light.set(
            light.red * (1 - here) + rgba[0] * 1.05f,
            light.green * (1 - here) + rgba[1] * 1.05f,
            light.blue * (1 - here) + rgba[2] * 1.05f);
      } else {
        float opaque = 1 / Math.max(1e-3f, rgba[3]);
        light.set(rgba[0] * opaque, rgba[1] * opaque, rgba[2] * opaque);
        grade((x + 0.5f) / width, (y + 0.5f) / height, light);
      }
    };
  }

  private void grade(float u, float v, Radiance light) {
    float luminance = light.luminance();
    float saturation = 0.9f * (float) mood.colourfulness();
    float high = Curve.smoothstep(0.02f, 0.55f, luminance);
    // More contrast around the middle grey, where eyes look for it.
    float curve = (0.55f + 0.9f * high) * (float) (mood.light() * mood.light());
    float du = u - lampAt;
    float dv = v + 0.05f;
    float lamp = 0.2f * (float) mood.light() / (1 + 5 * (du * du + dv * dv));
    light.set(
        channel(light.red, luminance, saturation, curve, high, lamp, 0),
        channel(light.green, luminance, saturation, curve, high, lamp, 1),
        channel(light.blue, luminance, saturation, curve, high, lamp, 2));
  }

  private float channel(
      float value, float luminance, float saturation, float curve, float high, float lamp, int c) {
    float coloured = Math.max(0, luminance + (value - luminance) * saturation);
    float toned = coloured * curve * Curve.mix(shadows[c], highlights[c], high);
    float haze = 0.012f * shadows[c];
    return toned
        + haze
        + lamp * highlights[c] * (0.25f + 0.75f * high) * (1 - 0.5f * Math.min(1, toned));
  }
}
