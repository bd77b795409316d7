package io.atelier.media.poster;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;

/**
 * One picture being taken: which triangle is seen at every sample, then what light comes from it.
 */
final class Exposure {
  /** Samples to a pixel's side. */
  static final int SAMPLES = 2;

  /** What each of these takes, and a pixel of the picture. */
  private static final int BYTES_OF_A_SAMPLE = 6 * 4 + 1;

  /** How often a sample may be looked at, in the mean: more layers are no model but an attack. */
  private static final long MAX_LAYERS = 300;

  private final Scene scene;
  private final Camera camera;
  private final int side;
  private final float[] depth;
  private final int[] batch;
  private final int[] triangle;
  private final float[] second;
  private final float[] third;
  private final float[] lod;
  private long looks;

  Exposure(Scene scene, Camera camera, int side) {
    this.scene = scene;
    this.camera = camera;
    this.side = side;
    int samples = side * side;
    depth = new float[samples];
    batch = new int[samples];
    triangle = new int[samples];
    second = new float[samples];
    third = new float[samples];
    lod = new float[samples];
    Arrays.fill(depth, Float.MAX_VALUE);
    Arrays.fill(batch, -1);
  }

  /** How much of the heap a picture with a side of so many pixels takes. */
  static long bytes(int size) {
    return (long) BYTES_OF_A_SAMPLE * size * SAMPLES * size * SAMPLES;
  }

  BufferedImage develop() throws IOException {
    Outline outline = new Outline(camera, side);
    for (Scene.Batch each : scene.batches()) {
      count(each, outline);
    }
    for (int b = 0; b < scene.batches().size(); b++) {
      draw(b, outline);
    }
    Openness openness = new Openness(side, depth, camera);
    Shading shading = new Shading(scene, camera, side);
    Backdrop backdrop = new Backdrop(scene, camera);
    BufferedImage picture =
        new BufferedImage(side / SAMPLES, side / SAMPLES, BufferedImage.TYPE_INT_RGB);
    float[] film = new float[side * SAMPLES * 3];
    float[] light = new float[3];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int at = y * side + x;
        double fx = (x + 0.5) * 2 / side - 1;
        double fy = 1 - (y + 0.5) * 2 / side;
        if (batch[at] < 0) {
          backdrop.light(fx, fy, light);
        } else {
          shading.light(batch[at], triangle[at], second[at], third[at], lod[at], fx, fy, light);
          float open = openness.at(x, y);
          for (int k = 0; k < 3; k++) {
            light[k] *= open;
          }
        }
        System.arraycopy(light, 0, film, 3 * (y % SAMPLES * side + x), 3);
      }
      if (y % SAMPLES == SAMPLES - 1) {
        Film.print(film, side, SAMPLES, picture, y / SAMPLES);
      }
    }
    return picture;
  }

  /** Before any is drawn: what is refused has not been worked for. */
  private void count(Scene.Batch drawn, Outline outline) throws IOException {
    for (int i = 0; i < drawn.corners().length; i += 3) {
      if (outline.trace(drawn, i)) {
        looks += outline.samples();
        if (looks > MAX_LAYERS * side * side) {
          throw new IOException(
              "its triangles cover each other more than " + MAX_LAYERS + " times");
        }
      }
    }
  }

  private void draw(int number, Outline outline) {
    Scene.Batch drawn = scene.batches().get(number);
    for (int i = 0; i < drawn.corners().length; i += 3) {
      if (outline.trace(drawn, i)) {
        draw(number, i, outline, level(drawn, i, outline));
      }
    }
  }

  private void draw(int number, int first, Outline outline, float level) {
    double[][] seen = outline.seen;
    double[] x = outline.x;
    double[] y = outline.y;
    double area = outline.area;
    for (int py = outline.top; py <= outline.low; py++) {
      for (int px = outline.left; px <= outline.right; px++) {
        double sx = px + 0.5;
        double sy = py + 0.5;
        double w1 = ((sx - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (sy - y[0])) / area;
        double w2 = ((x[1] - x[0]) * (sy - y[0]) - (sx - x[0]) * (y[1] - y[0])) / area;
        double w0 = 1 - w1 - w2;
        if (w0 < 0 || w1 < 0 || w2 < 0) {
          continue;
        }
        double inverse = w0 / seen[0][2] + w1 / seen[1][2] + w2 / seen[2][2];
        int at = py * side + px;
        if (1 / inverse < depth[at]) {
          depth[at] = (float) (1 / inverse);
          batch[at] = number;
          triangle[at] = first;
          second[at] = (float) (w1 / seen[1][2] / inverse);
          third[at] = (float) (w2 / seen[2][2] / inverse);
          lod[at] = level;
        }
      }
    }
  }

  private static float level(Scene.Batch drawn, int first, Outline outline) {
    return (float)
        (0.5
            * Math.log(Math.max(1e-9, coordinatesArea(drawn, first)) / Math.abs(outline.area))
            / Math.log(2));
  }

  /** Twice the area of a triangle on its texture, in tiles. */
  private static double coordinatesArea(Scene.Batch drawn, int first) {
    float[] all = drawn.vertices();
    int a = drawn.corners()[first] * Scene.STRIDE + 10;
    int b = drawn.corners()[first + 1] * Scene.STRIDE + 10;
    int c = drawn.corners()[first + 2] * Scene.STRIDE + 10;
    return Math.abs(
        (double) (all[b] - all[a]) * (all[c + 1] - all[a + 1])
            - (double) (all[c] - all[a]) * (all[b + 1] - all[a + 1]));
  }
}
