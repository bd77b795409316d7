package io.atelier.provider.procedural.texture;

import java.io.InterruptedIOException;

/**
 * The maps by which a renderer lights a surface itself, as glTF 2.0 wants them (its section 3.9,
 * "Materials").
 */
public enum SurfaceMap {
  /** The surface's own colour in sRGB, without light or shadow; what glows is in its colour. */
  BASE_COLOR,
  /** Which way the surface faces, in tangent space: red right, green up (OpenGL), blue out. */
  NORMAL,
  /** Occlusion in red, roughness in green, metalness in blue; linear. */
  ORM;

  private static final float OCCLUSION = 0.85f;

  /** Films of one surface; the coarse look gives the relief that occlusion is found on. */
  Film film(Material material, Look coarse) throws InterruptedIOException {
    return switch (this) {
      case BASE_COLOR -> SurfaceMap::baseColor;
      case NORMAL -> SurfaceMap::normal;
      case ORM -> {
        Hollows hollows = Hollows.of(material.pattern(coarse));
        yield (row, x, y, dx, dy, bgr, at) -> orm(hollows, row, x, y, bgr, at);
      }
    };
  }

  private static void baseColor(
      SurfaceRow row, int x, int y, float dx, float dy, byte[] bgr, int at) {
    int i = x * 3;
    bgr[at] = Srgb.encoded(row.colour[i + 2] + row.glow[i + 2]);
    bgr[at + 1] = Srgb.encoded(row.colour[i + 1] + row.glow[i + 1]);
    bgr[at + 2] = Srgb.encoded(row.colour[i] + row.glow[i]);
  }

  private static void normal(SurfaceRow row, int x, int y, float dx, float dy, byte[] bgr, int at) {
    // Cliffs of the finest noise would sparkle; this bends them and leaves what is flatter.
    float bend = 1 / (float) Math.sqrt(1 + 0.12f * (dx * dx + dy * dy));
    float right = -dx * bend;
    float up = dy * bend;
    float length = (float) Math.sqrt(1 + right * right + up * up);
    bgr[at] = signed(1 / length);
    bgr[at + 1] = signed(up / length);
    bgr[at + 2] = signed(right / length);
  }

  private static void orm(Hollows hollows, SurfaceRow row, int x, int y, byte[] bgr, int at) {
    int size = row.height.length;
    float open = hollows.open((x + 0.5f) / size, (y + 0.5f) / size);
    float roughness = row.roughness[x];
    if (roughness < 0) {
      roughness = 0.92f - row.gloss[x];
    }
    bgr[at] = unsigned(row.metal[x]);
    bgr[at + 1] = unsigned(Math.max(0.04f, roughness));
    bgr[at + 2] = unsigned(1 - OCCLUSION * (1 - open));
  }

  private static byte signed(float value) {
    return (byte) Math.round(127.5f + 127.5f * value);
  }

  private static byte unsigned(float value) {
    return (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
  }
}
