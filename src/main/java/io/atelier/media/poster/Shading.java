package io.atelier.media.poster;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a surface sends to the camera of the studio's light; not thread-safe. */
final class Shading {
  private final Scene scene;
  private final Camera camera;
  private final float[] vertex = new float[Scene.STRIDE];
  private final float[] texel = new float[4];
  private final float[] color = new float[4];
  private final float[] orm = new float[4];
  private final float[] diffuse = new float[3];
  private final float[] mirrored = new float[3];
  private final double[] ray = new double[3];
  private final double detail;

  Shading(Scene scene, Camera camera, int side) {
    this.scene = scene;
    this.camera = camera;
    // A sample is as wide as half a texel may be.
    detail = side > 0 ? -0.5 : 0;
  }

  void light(
      int batch,
      int triangle,
      float second,
      float third,
      float lod,
      double x,
      double y,
      float[] out) {
    Scene.Batch drawn = scene.batches().get(batch);
    interpolate(drawn, triangle, second, third);
    camera.ray(x, y, ray);
    Surface surface = drawn.surface();
    float u = vertex[10];
    float v = vertex[11];
    sample(surface.baseColor(), u, v, lod, color);
    for (int k = 0; k < 3; k++) {
      color[k] = linear(color[k]) * surface.color()[k];
    }
    sample(surface.orm(), u, v, lod, orm);
    float rough = Math.max(0.04f, orm[1] * surface.roughness());
    float metal = orm[2] * surface.metallic();
    bend(surface.normal(), u, v, lod);
    shade(rough, metal, out);
    sample(surface.glow(), u, v, lod, texel);
    for (int k = 0; k < 3; k++) {
      out[k] += surface.emissive()[k] * linear(texel[k]);
    }
  }

  private void interpolate(Scene.Batch drawn, int triangle, float second, float third) {
    int a = drawn.corners()[triangle] * Scene.STRIDE;
    int b = drawn.corners()[triangle + 1] * Scene.STRIDE;
    int c = drawn.corners()[triangle + 2] * Scene.STRIDE;
    float first = 1 - second - third;
    float[] all = drawn.vertices();
    for (int k = 0; k < Scene.STRIDE; k++) {
      vertex[k] = first * all[a + k] + second * all[b + k] + third * all[c + k];
    }
    unit(3);
  }

  private void unit(int at) {
    float length =
        (float)
            Math.sqrt(
                vertex[at] * vertex[at]
                    + vertex[at + 1] * vertex[at + 1]
                    + vertex[at + 2] * vertex[at + 2]);
    for (int k = 0; length > 0 && k < 3; k++) {
      vertex[at + k] /= length;
    }
  }

  private void sample(@Nullable Texture texture, float u, float v, float lod, float[] into) {
    if (texture == null) {
      Arrays.fill(into, 1);
      return;
    }
    texture.at(u, v, (float) (lod + texture.fineness() + detail), into);
  }

  private void bend(@Nullable Texture normal, float u, float v, float lod) {
    if (normal == null || vertex[9] == 0) {
      return;
    }
    sample(normal, u, v, lod, texel);
    float side = vertex[9] < 0 ? -1 : 1;
    float bx = side * (vertex[4] * vertex[8] - vertex[5] * vertex[7]);
    float by = side * (vertex[5] * vertex[6] - vertex[3] * vertex[8]);
    float bz = side * (vertex[3] * vertex[7] - vertex[4] * vertex[6]);
    float s = 2 * texel[0] - 1;
    float t = 2 * texel[1] - 1;
    float n = 2 * texel[2] - 1;
    vertex[3] = n * vertex[3] + s * vertex[6] + t * bx;
    vertex[4] = n * vertex[4] + s * vertex[7] + t * by;
    vertex[5] = n * vertex[5] + s * vertex[8] + t * bz;
    unit(3);
  }

  private void shade(float rough, float metal, float[] out) {
    float nx = vertex[3];
    float ny = vertex[4];
    float nz = vertex[5];
    float facing = (float) -(nx * ray[0] + ny * ray[1] + nz * ray[2]);
    float cosine = Math.max(0.02f, Math.abs(facing));
    Studio.light(nx, ny, nz, 1, diffuse);
    float rx = (float) ray[0] + 2 * facing * nx;
    float ry = (float) ray[1] + 2 * facing * ny;
    float rz = (float) ray[2] + 2 * facing * nz;
    Studio.light(rx, ry, rz, rough, mirrored);
    // Karis, "Physically based shading on mobile": the environment's share of a rough mirror.
    float a = 1 - rough;
    float edge = Math.min(a * a, grazing(cosine)) * a + 0.0425f - 0.0275f * rough;
    float scale = -1.04f * edge + 1.04f - 0.572f * rough;
    float bias = 1.04f * edge - 0.04f + 0.022f * rough;
    for (int k = 0; k < 3; k++) {
      float f0 = 0.04f + (color[k] - 0.04f) * metal;
      float reflected = mirrored[k] * Math.max(0, f0 * scale + bias);
      out[k] = (1 - metal) * color[k] * diffuse[k] * 0.9f + reflected;
      out[k] *= 0.25f + 0.75f * orm[0];
    }
  }

  /** 2 to the power of -9.28 times a cosine, between those that are in the table. */
  private static float grazing(float cosine) {
    float at = Math.min(1, cosine) * (GRAZING.length - 2);
    int below = (int) at;
    return GRAZING[below] + (GRAZING[below + 1] - GRAZING[below]) * (at - below);
  }

  static float linear(float encoded) {
    return encoded <= 0.04045f ? encoded / 12.92f : LINEAR[(int) (encoded * 1023)];
  }

  private static final float[] LINEAR = new float[1024];
  private static final float[] GRAZING = new float[1026];

  static {
    for (int i = 0; i < GRAZING.length; i++) {
      GRAZING[i] = (float) StrictMath.pow(2, -9.28 * i / (GRAZING.length - 2));
    }
    for (int i = 0; i < 1024; i++) {
      LINEAR[i] = (float) StrictMath.pow((i / 1023.0 + 0.055) / 1.055, 2.4);
    }
  }
}
