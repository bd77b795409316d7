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

  private static final float NEAR = 1e-4f;

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
    for (int b = 0; b < scene.batches().size(); b++) {
      draw(b);
    }
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
          float open = open(x, y);
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

  private void draw(int number) throws IOException {
    Scene.Batch drawn = scene.batches().get(number);
    double[][] seen = new double[3][3];
    for (int i = 0; i < drawn.corners().length; i += 3) {
      for (int k = 0; k < 3; k++) {
        camera.see(drawn.vertices(), drawn.corners()[i + k] * Scene.STRIDE, seen[k]);
      }
      if (Math.min(seen[0][2], Math.min(seen[1][2], seen[2][2])) > NEAR) {
        draw(number, i, seen, drawn);
      }
    }
  }

  private void draw(int number, int first, double[][] seen, Scene.Batch drawn) throws IOException {
    double[] x = new double[3];
    double[] y = new double[3];
    for (int k = 0; k < 3; k++) {
      x[k] = (seen[k][0] / (seen[k][2] * Camera.LENS) + 1) * side / 2;
      y[k] = (1 - seen[k][1] / (seen[k][2] * Camera.LENS)) * side / 2;
    }
    double area = (x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]);
    if (Math.abs(area) < 1e-12) {
      return;
    }
    float level =
        (float)
            (0.5
                * Math.log(Math.max(1e-9, coordinatesArea(drawn, first)) / Math.abs(area))
                / Math.log(2));
    int left = (int) Math.max(0, Math.floor(Math.min(x[0], Math.min(x[1], x[2]))));
    int right = (int) Math.min(side - 1, Math.ceil(Math.max(x[0], Math.max(x[1], x[2]))));
    int top = (int) Math.max(0, Math.floor(Math.min(y[0], Math.min(y[1], y[2]))));
    int low = (int) Math.min(side - 1, Math.ceil(Math.max(y[0], Math.max(y[1], y[2]))));
    looks += (long) Math.max(0, right - left + 1) * Math.max(0, low - top + 1);
    if (looks > MAX_LAYERS * side * side) {
      throw new IOException("its triangles cover each other more than " + MAX_LAYERS + " times");
    }
    for (int py = top; py <= low; py++) {
      for (int px = left; px <= right; px++) {
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

  /** How little the surroundings of a sample stand before it: light reaches corners less. */
  private float open(int x, int y) {
    float here = depth[y * side + x];
    float reach = side / 26f;
    float hidden = 0;
    int looks = 16;
    for (int i = 0; i < looks; i++) {
      double turn = 2.399963 * (i + (x & 3) * 0.25 + (y & 3) * 0.0625);
      double r = reach * Math.sqrt((i + 0.5) / looks);
      int sx = (int) (x + r * StrictMath.cos(turn));
      int sy = (int) (y + r * StrictMath.sin(turn));
      if (sx < 0 || sy < 0 || sx >= side || sy >= side) {
        continue;
      }
      float nearer = (here - depth[sy * side + sx]) / (float) (camera.distance() * Camera.LENS);
      float scale = (float) (r / side) * 2;
      if (nearer > 0.3f * scale) {
        hidden += Math.min(1, nearer / (1.5f * scale)) / (1 + 60 * nearer * nearer);
      }
    }
    return 1 - 0.75f * hidden / looks;
  }
}
