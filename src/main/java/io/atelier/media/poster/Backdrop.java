package io.atelier.media.poster;

/** What is behind a model: a light wall that becomes the ground, and its shadow there. */
final class Backdrop {
  private static final int CELLS = 96;
  private static final double REACH = 1.7;

  private final Camera camera;
  private final float[] shadow;
  private final double radius;
  private final double[] eye;
  private final double[] ray = new double[3];
  private final double[] place = new double[3];

  Backdrop(Scene scene, Camera camera) {
    this.camera = camera;
    eye = camera.eye();
    radius = camera.distance() * Camera.LENS * REACH;
    shadow = blurred(blurred(cast(scene)));
  }

  /** How much stands how close above each place of the ground. */
  private float[] cast(Scene scene) {
    float[] cells = new float[CELLS * CELLS];
    for (Scene.Batch batch : scene.batches()) {
      for (int i = 0; i < batch.corners().length; i += 3) {
        // Large triangles cast from places inside of them, too; what is all above one cell does not
        // reach lower there than its corners do.
        int cell = cast(batch, i, 0, 0, cells);
        boolean small = cast(batch, i, 1, 0, cells) == cell & cast(batch, i, 0, 1, cells) == cell;
        for (int a = 0; a <= 8 && (cell < 0 || !small); a++) {
          for (int b = 0; a + b <= 8; b++) {
            cast(batch, i, a / 8f, b / 8f, cells);
          }
        }
      }
    }
    return cells;
  }

  /** Returns the cell below the place, less than 0 where that is none. */
  private int cast(Scene.Batch batch, int first, float s, float t, float[] cells) {
    place[0] = place[1] = place[2] = 0;
    for (int k = 0; k < 3; k++) {
      int at = batch.corners()[first + k] * Scene.STRIDE;
      float weight = k == 0 ? 1 - s - t : k == 1 ? s : t;
      for (int i = 0; i < 3; i++) {
        place[i] += weight * batch.vertices()[at + i];
      }
    }
    double height = (place[1] - camera.floor()) / radius;
    int x = cell(place[0] - camera.middle()[0]);
    int z = cell(place[2] - camera.middle()[2]);
    if (x < 0 || z < 0 || x >= CELLS || z >= CELLS) {
      return -1;
    }
    float dark = (float) (1 / (1 + 14 * height));
    int cell = z * CELLS + x;
    cells[cell] = Math.max(cells[cell], dark);
    return cell;
  }

  private int cell(double off) {
    return (int) Math.floor((off / radius + 1) * CELLS / 2);
  }

  private static float[] blurred(float[] cells) {
    float[] across = new float[cells.length];
    float[] both = new float[cells.length];
    blur(cells, across, 1, CELLS);
    blur(across, both, CELLS, 1);
    return both;
  }

  private static void blur(float[] from, float[] to, int step, int line) {
    int r = 3;
    for (int l = 0; l < CELLS; l++) {
      for (int i = 0; i < CELLS; i++) {
        float sum = 0;
        for (int k = -r; k <= r; k++) {
          int at = Math.max(0, Math.min(CELLS - 1, i + k));
          sum += from[l * line + at * step];
        }
        to[l * line + i * step] = sum / (2 * r + 1);
      }
    }
  }

  void light(double x, double y, float[] out) {
    float wall = (float) (0.62 + 0.2 * y - 0.1 * (x * x + y * y));
    float dark = shadowAt(x, y);
    out[0] = wall * 0.97f * (1 - 0.8f * dark);
    out[1] = wall * (1 - 0.78f * dark);
    out[2] = wall * 1.05f * (1 - 0.74f * dark);
  }

  private float shadowAt(double x, double y) {
    camera.ray(x, y, ray);
    if (ray[1] >= -1e-6) {
      return 0;
    }
    double far = (camera.floor() - eye[1]) / ray[1];
    double cx = ((eye[0] + far * ray[0] - camera.middle()[0]) / radius + 1) * CELLS / 2 - 0.5;
    double cz = ((eye[2] + far * ray[2] - camera.middle()[2]) / radius + 1) * CELLS / 2 - 0.5;
    int x0 = (int) Math.floor(cx);
    int z0 = (int) Math.floor(cz);
    if (x0 < 0 || z0 < 0 || x0 + 1 >= CELLS || z0 + 1 >= CELLS) {
      return 0;
    }
    float fx = (float) (cx - x0);
    float fz = (float) (cz - z0);
    int at = z0 * CELLS + x0;
    float near = shadow[at] + (shadow[at + 1] - shadow[at]) * fx;
    float beyond = shadow[at + CELLS] + (shadow[at + CELLS + 1] - shadow[at + CELLS]) * fx;
    return near + (beyond - near) * fz;
  }
}
