package io.atelier.provider.procedural.picture;

/**
 * A convex body, the meeting of half-spaces: gems, dice, cards.
 *
 * @param planes four numbers each: a normal of length one, and its distance from the origin
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Hull(float[] planes, float radius, Skin skin) implements Solid {

  /** What its surface is like. Implementations are immutable. */
  interface Skin {

    /** Paints the surface at a point of a plane; may bend the normal. */
    void paint(float x, float y, float z, int plane, Ray hit);
  }

  @Override
  public void meet(float ox, float oy, float oz, float dx, float dy, float dz, Ray hit) {
    float enter = 0;
    float leave = hit.far;
    int plane = -1;
    for (int i = 0; i < planes.length; i += 4) {
      float towards = planes[i] * dx + planes[i + 1] * dy + planes[i + 2] * dz;
      float off = planes[i + 3] - (planes[i] * ox + planes[i + 1] * oy + planes[i + 2] * oz);
      if (towards < -1e-7f) {
        float t = off / towards;
        if (t > enter) {
          enter = t;
          plane = i;
        }
      } else if (towards > 1e-7f) {
        leave = Math.min(leave, off / towards);
      } else if (off < 0) {
        return;
      }
      if (enter >= leave) {
        return;
      }
    }
    if (plane >= 0) {
      hit.far = enter;
      hit.nx = planes[plane];
      hit.ny = planes[plane + 1];
      hit.nz = planes[plane + 2];
      skin.paint(ox + enter * dx, oy + enter * dy, oz + enter * dz, plane / 4, hit);
    }
  }

  static Hull box(float x, float y, float z, Skin skin) {
    float[] planes = {1, 0, 0, x, -1, 0, 0, x, 0, 1, 0, y, 0, -1, 0, y, 0, 0, 1, z, 0, 0, -1, z};
    return new Hull(planes, (float) Math.sqrt(x * x + y * y + z * z), skin);
  }
}
