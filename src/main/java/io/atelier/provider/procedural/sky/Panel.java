package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/**
 * A flat rectangle of light: a soft box, a window, a screen, a sign.
 *
 * @param across and {@code down} half its size where it hangs, as tangents
 * @param soft how far its edge fades, as a share of its size
 */
record Panel(
    Direction at, Direction right, Direction up, float across, float down, Tint light, float soft) {
  /** How far light spills over an edge, as a tangent. */
  private static final float REACH = 1.6f;

  /** One that hangs upright, or turned by an angle in turns. */
  static Panel of(Direction at, float across, float down, double roll, Tint light, float soft) {
    Direction side = Math.abs(at.y()) > 0.98f ? new Direction(0, 0, 1) : at.cross(Direction.UP);
    Direction top = side.cross(at);
    float c = (float) StrictMath.cos(2 * Math.PI * roll);
    float s = (float) StrictMath.sin(2 * Math.PI * roll);
    Direction right =
        Direction.along(
            c * side.x() + s * top.x(), c * side.y() + s * top.y(), c * side.z() + s * top.z());
    return new Panel(at, right, right.cross(at), across, down, light, soft);
  }

  void shine(float x, float y, float z, Radiance onto) {
    float front = at.dot(x, y, z);
    if (front <= 0.05f) {
      return;
    }
    float u = Math.abs(right.dot(x, y, z) / front) / across;
    float v = Math.abs(up.dot(x, y, z) / front) / down;
    float ou = Math.max(0, u - 1) * across;
    float ov = Math.max(0, v - 1) * down;
    float off = (ou * ou + ov * ov) / (REACH * REACH);
    if (off >= 1) {
      return;
    }
    float inside =
        Curve.smoothstep(1 + soft, 1 - soft, u) * Curve.smoothstep(1 + soft, 1 - soft, v);
    float hot = 1 - 0.28f * (u * u + v * v) * 0.5f;
    float spill = 0.012f / (1 + 40 * REACH * REACH * off) * front * (1 - off) * (1 - off);
    onto.add(light, inside * Math.max(0.4f, hot) + spill);
  }
}
