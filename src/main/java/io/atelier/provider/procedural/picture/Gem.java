package io.atelier.provider.procedural.picture;

import java.util.ArrayList;
import java.util.List;

/** A cut stone: light bends into it, is thrown back by its facets, and leaves it coloured. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Gem(Hull hull, float[] colour) implements Solid {
  private static final float INDEX = 1.75f;
  private static final int BOUNCES = 5;

  /** How far a step cut's narrow ends, corners and long sides are, beginning at an end. */
  private static final double[] SIDES = {0.72, 0.98, 1, 0.98};

  /** A brilliant: a table, a crown of three rows of facets, a pavilion to a point. */
  static Gem brilliant(float[] colour) {
    List<float[]> planes = new ArrayList<>();
    planes.add(new float[] {0, 1, 0, 0.42f});
    ring(planes, 8, 0, 0.62, 0.66f);
    ring(planes, 16, 0.5, 0.3, 0.82f);
    ring(planes, 8, 0.5, 0.85, 0.55f);
    ring(planes, 16, 0, 0.02, 0.94f);
    ring(planes, 8, 0, -0.78, 0.56f);
    ring(planes, 16, 0.5, -0.66, 0.66f);
    return of(planes, colour);
  }

  /** A step cut: a long table with slanted rows around it. */
  static Gem emerald(float[] colour) {
    List<float[]> planes = new ArrayList<>();
    planes.add(new float[] {0, 0, 1, 0.34f});
    planes.add(new float[] {0, 0, -1, 0.5f});
    double[] slant = {0.9, 0.5, 0.05, -0.5, -0.85};
    double[] reach = {0.55, 0.72, 0.8, 0.74, 0.6};
    for (int row = 0; row < slant.length; row++) {
      for (int i = 0; i < 8; i++) {
        double angle = Math.PI / 4 * i;
        double side = SIDES[i % 4];
        double out = StrictMath.cos(slant[row]);
        planes.add(
            new float[] {
              (float) (out * StrictMath.cos(angle)),
              (float) (out * StrictMath.sin(angle)),
              (float) StrictMath.sin(slant[row]),
              (float) (reach[row] * side)
            });
      }
    }
    return of(planes, colour);
  }

  private static void ring(List<float[]> planes, int count, double shift, double rise, float far) {
    double up = StrictMath.sin(rise * Math.PI / 2);
    double out = StrictMath.cos(rise * Math.PI / 2);
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * (i + shift) / count;
      planes.add(
          new float[] {
            (float) (out * StrictMath.cos(angle)),
            (float) up,
            (float) (out * StrictMath.sin(angle)),
            far
          });
    }
  }

  private static Gem of(List<float[]> planes, float[] colour) {
    float[] flat = new float[4 * planes.size()];
    for (int i = 0; i < planes.size(); i++) {
      System.arraycopy(planes.get(i), 0, flat, 4 * i, 4);
    }
    return new Gem(
        new Hull(flat, 1.15f, (x, y, z, plane, hit) -> hit.paint(colour, 0, 0.03f)), colour);
  }

  @Override
  public float radius() {
    return hull.radius();
  }

  @Override
  public void meet(float ox, float oy, float oz, float dx, float dy, float dz, Ray hit) {
    float before = hit.far;
    hull.meet(ox, oy, oz, dx, dy, dz, hit);
    if (hit.far < before) {
      float t = hit.far;
      inside(ox + t * dx, oy + t * dy, oz + t * dz, dx, dy, dz, hit);
    }
  }

  private void inside(float x, float y, float z, float dx, float dy, float dz, Ray hit) {
    float cosine = -(dx * hit.nx + dy * hit.ny + dz * hit.nz);
    float ratio = 1 / INDEX;
    float bent = (float) Math.sqrt(Math.max(0, 1 - ratio * ratio * (1 - cosine * cosine)));
    float k = ratio * cosine - bent;
    float rx = ratio * dx + k * hit.nx;
    float ry = ratio * dy + k * hit.ny;
    float rz = ratio * dz + k * hit.nz;
    float path = 0;
    float[] planes = hull.planes();
    for (int bounce = 0; bounce < BOUNCES; bounce++) {
      float leave = 4;
      int plane = -1;
      for (int i = 0; i < planes.length; i += 4) {
        float towards = planes[i] * rx + planes[i + 1] * ry + planes[i + 2] * rz;
        if (towards > 1e-6f) {
          float t =
              (planes[i + 3] - planes[i] * x - planes[i + 1] * y - planes[i + 2] * z) / towards;
          if (t < leave) {
            leave = t;
            plane = i;
          }
        }
      }
      if (plane < 0) {
        break;
      }
      leave = Math.max(0, leave);
      path += leave;
      x += leave * rx;
      y += leave * ry;
      z += leave * rz;
      float c = planes[plane] * rx + planes[plane + 1] * ry + planes[plane + 2] * rz;
      float s2 = INDEX * INDEX * (1 - c * c);
      if (s2 < 1) {
        float out = (float) Math.sqrt(1 - s2) - INDEX * c;
        rx = INDEX * rx + out * planes[plane];
        ry = INDEX * ry + out * planes[plane + 1];
        rz = INDEX * rz + out * planes[plane + 2];
        break;
      }
      rx -= 2 * c * planes[plane];
      ry -= 2 * c * planes[plane + 1];
      rz -= 2 * c * planes[plane + 2];
    }
    hit.clear = 1 / (1 + 0.35f * path);
    hit.ex = rx;
    hit.ey = ry;
    hit.ez = rz;
  }
}
