package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.sky.Radiance;

/** A line of sight and what it met; mutable, one per thread. */
final class Ray {
  float dx;
  float dy;
  float dz;

  /** How far away what it met is; infinite if nothing. */
  float far;

  /** The normal there, in the world. */
  float nx;

  float ny;
  float nz;

  /** The surface there: its linear colour, its metalness, how rough it is, the light it gives. */
  float red;

  float green;
  float blue;
  float metal;
  float rough;
  float glow;

  /** The colour of a clear stone that light goes through; 0 for what is not clear. */
  float clear;

  /** Where light that entered a clear stone leaves it. */
  float ex;

  float ey;
  float ez;

  final Radiance light = new Radiance();
  final Radiance seen = new Radiance();

  void aim(float x, float y, float z) {
    dx = x;
    dy = y;
    dz = z;
    far = Float.POSITIVE_INFINITY;
    clear = 0;
    glow = 0;
  }

  void paint(float[] colour, float metal, float rough) {
    red = colour[0];
    green = colour[1];
    blue = colour[2];
    this.metal = metal;
    this.rough = rough;
    clear = 0;
    glow = 0;
  }

  void blend(float[] colour, float opacity) {
    red += (colour[0] - red) * opacity;
    green += (colour[1] - green) * opacity;
    blue += (colour[2] - blue) * opacity;
  }
}
