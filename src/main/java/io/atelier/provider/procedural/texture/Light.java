package io.atelier.provider.procedural.texture;

/** The lamp at the upper left under which a surface is pictured. */
final class Light implements Film {
  private static final float X = -0.42f;
  private static final float Y = -0.55f;
  private static final float Z = 0.72f;
  private static final float HALF = (float) Math.sqrt(X * X + Y * Y + (1 + Z) * (1 + Z));
  private static final float AMBIENT = 0.32f;

  @Override
  public void expose(SurfaceRow row, int x, int y, float dx, float dy, byte[] bgr, int at) {
    // Steep slopes of the finest noise would sparkle; bending them keeps the form and loses the
    // grit.
    float steep = 1 + 0.35f * (Math.abs(dx) + Math.abs(dy));
    dx /= steep;
    dy /= steep;
    float normal = 1 / (float) Math.sqrt(1 + dx * dx + dy * dy);
    float lambert = Math.max(0, (Z - X * dx - Y * dy) * normal) / Z;
    float diffuse = AMBIENT + (1 - AMBIENT) * lambert;
    float gloss = row.gloss[x];
    float specular = 0;
    if (gloss > 0) {
      float cosine = Math.max(0, (1 + Z - X * dx - Y * dy) * normal / HALF);
      float p = cosine * cosine;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      specular = 1.5f * gloss * p;
    }
    int i = x * 3;
    // Highlights keep part of the surface's colour, as metals do.
    bgr[at] = film(row.colour[i + 2] * (diffuse + specular) + 0.25f * specular + row.glow[i + 2]);
    bgr[at + 1] =
        film(row.colour[i + 1] * (diffuse + specular) + 0.25f * specular + row.glow[i + 1]);
    bgr[at + 2] = film(row.colour[i] * (diffuse + specular) + 0.25f * specular + row.glow[i]);
  }

  /** A shoulder from 0.7 up keeps bright places from clipping flat. */
  private static byte film(float light) {
    float shown = light < 0.7f ? light : 0.7f + 0.3f * (1 - 1 / (1 + (light - 0.7f) / 0.3f));
    return Srgb.encoded(shown);
  }
}
