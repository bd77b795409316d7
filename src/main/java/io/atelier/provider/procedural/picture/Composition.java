package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.sky.Radiance;
import io.atelier.provider.procedural.sky.Sky;
import java.util.List;

/**
 * Everything a picture shows: a place, and things before it. Immutable and thread-safe.
 *
 * @param halo how strong the light behind the things is
 */
record Composition(Camera camera, Sky place, Ambience ambience, List<Prop> props, float halo)
    implements Sparing.Glimpsed {
  /** Where in a pixel the samples of an edge lie. */
  private static final float[] GRID = {
    0.375f, 0.125f, 0.875f, 0.375f, 0.125f, 0.625f, 0.625f, 0.875f
  };

  @Override
  public Sparing.Glimpses rows(int from, int to) {
    List<Prop> near = props.stream().filter(prop -> shows(prop, from, to)).toList();
    return new Eye(near, new Ray());
  }

  /** Looks at the things that show in some rows, and at the place behind them. */
  private final class Eye implements Sparing.Glimpses {
    private final List<Prop> near;
    private final Ray ray;

    Eye(List<Prop> near, Ray ray) {
      this.near = near;
      this.ray = ray;
    }

    @Override
    public boolean glance(int x, int y, Radiance light) {
      expose(x + 0.5f, y + 0.5f, near, ray);
      light.set(ray.light.red, ray.light.green, ray.light.blue);
      return ray.far < Float.POSITIVE_INFINITY;
    }

    @Override
    public void at(int x, int y, Radiance light) {
      camera.look(x + 0.5f, y + 0.5f, ray);
      if (!met(near, ray)) {
        expose(x + 0.5f, y + 0.5f, List.of(), ray);
        light.set(ray.light.red, ray.light.green, ray.light.blue);
        return;
      }
      light.set(0, 0, 0);
      for (int i = 0; i < GRID.length; i += 2) {
        expose(x + GRID[i], y + GRID[i + 1], near, ray);
        // A single blinding sample must not make an edge of the whole pixel.
        float bound = 0.25f * Math.min(1, 16 / Math.max(16, ray.light.luminance()));
        light.red += bound * ray.light.red;
        light.green += bound * ray.light.green;
        light.blue += bound * ray.light.blue;
      }
    }
  }

  private static boolean met(List<Prop> props, Ray ray) {
    for (Prop prop : props) {
      if (prop.near(ray)) {
        return true;
      }
    }
    return false;
  }

  private boolean shows(Prop prop, int from, int to) {
    float lean = 1 / (float) Math.sqrt(1 + camera.tilt() * camera.tilt());
    float depth = (prop.x() + prop.y() * camera.tilt()) * lean;
    float up = (prop.y() - prop.x() * camera.tilt()) * lean;
    float reach = prop.solid().radius() * prop.size();
    if (depth <= reach) {
      return true;
    }
    float pixels = Math.min(camera.width(), camera.height()) / (2 * camera.zoom());
    float row = 0.5f * camera.height() - up / depth * pixels;
    float radius = reach / (depth - reach) * pixels * 1.3f + 2;
    return row + radius >= from && row - radius <= to;
  }

  /** Sets the ray's light to what is seen at a point of the picture, in pixels. */
  private void expose(float column, float row, List<Prop> near, Ray ray) {
    camera.look(column, row, ray);
    for (Prop prop : near) {
      if (prop.near(ray)) {
        prop.meet(ray);
      }
    }
    if (ray.far == Float.POSITIVE_INFINITY) {
      place.at(ray.dx, ray.dy, ray.dz, ray.light);
      if (halo > 0) {
        backlight(column, row, ray.light);
      }
      return;
    }
    shade(ray);
  }

  /** A soft light behind what the picture is about. */
  private void backlight(float column, float row, Radiance light) {
    float side = Math.min(camera.width(), camera.height());
    float x = (column - 0.5f * camera.width()) / side;
    float y = (row - 0.5f * camera.height()) / side;
    float glow = halo / (1 + 9 * (x * x + y * y));
    light.set(light.red + glow, light.green + 0.86f * glow, light.blue + 0.62f * glow);
  }

  private void shade(Ray ray) {
    float cosine = Math.min(0, ray.nx * ray.dx + ray.ny * ray.dy + ray.nz * ray.dz);
    float rx = ray.dx - 2 * cosine * ray.nx;
    float ry = ray.dy - 2 * cosine * ray.ny;
    float rz = ray.dz - 2 * cosine * ray.nz;
    float g = 1 + cosine;
    float schlick = g * g * g * g * g;
    ambience.glossy(rx, ry, rz, ray.rough, ray.seen);
    if (ray.clear > 0) {
      float mirrored = 0.06f + 0.94f * schlick;
      ray.light.set(ray.seen.red * mirrored, ray.seen.green * mirrored, ray.seen.blue * mirrored);
      ambience.glossy(ray.ex, ray.ey, ray.ez, 0.02f, ray.seen);
      float through = (1 - mirrored) * ray.clear * 1.6f;
      ray.light.set(
          ray.light.red + through * ray.red * (ray.seen.red + 0.08f),
          ray.light.green + through * ray.green * (ray.seen.green + 0.08f),
          ray.light.blue + through * ray.blue * (ray.seen.blue + 0.08f));
      return;
    }
    float rim = (0.95f - 0.7f * ray.rough) * schlick;
    float plain = 0.04f * (1 - ray.metal);
    float red = plain + ray.red * ray.metal;
    float green = plain + ray.green * ray.metal;
    float blue = plain + ray.blue * ray.metal;
    ray.light.set(
        ray.seen.red * (red + (1 - red) * rim),
        ray.seen.green * (green + (1 - green) * rim),
        ray.seen.blue * (blue + (1 - blue) * rim));
    float matt = 1 - ray.metal;
    if (matt > 0) {
      ambience.matt(ray.nx, ray.ny, ray.nz, ray.seen);
      ray.light.set(
          ray.light.red + matt * ray.red * ray.seen.red,
          ray.light.green + matt * ray.green * ray.seen.green,
          ray.light.blue + matt * ray.blue * ray.seen.blue);
    }
    if (ray.glow > 0) {
      ray.light.set(
          ray.light.red + ray.glow * ray.red,
          ray.light.green + ray.glow * ray.green,
          ray.light.blue + ray.glow * ray.blue);
    }
  }
}
