package io.atelier.provider.procedural.model.mesh;

/** A placement in space: turned, scaled, moved. Angles are in turns, counter-clockwise. */
public record Affine(Vec3 x, Vec3 y, Vec3 z, Vec3 origin) {
  public static final Affine IDENTITY = scale(1, 1, 1);

  public static Affine move(double x, double y, double z) {
    return new Affine(IDENTITY.x, IDENTITY.y, IDENTITY.z, new Vec3(x, y, z));
  }

  public static Affine move(Vec3 by) {
    return move(by.x(), by.y(), by.z());
  }

  public static Affine scale(double x, double y, double z) {
    return new Affine(new Vec3(x, 0, 0), new Vec3(0, y, 0), new Vec3(0, 0, z), Vec3.ZERO);
  }

  public static Affine scale(double factor) {
    return scale(factor, factor, factor);
  }

  public static Affine turnX(double turns) {
    Vec2 a = Vec2.ofTurns(turns);
    return new Affine(
        new Vec3(1, 0, 0), new Vec3(0, a.x(), a.y()), new Vec3(0, -a.y(), a.x()), Vec3.ZERO);
  }

  public static Affine turnY(double turns) {
    Vec2 a = Vec2.ofTurns(turns);
    return new Affine(
        new Vec3(a.x(), 0, -a.y()), new Vec3(0, 1, 0), new Vec3(a.y(), 0, a.x()), Vec3.ZERO);
  }

  public static Affine turnZ(double turns) {
    Vec2 a = Vec2.ofTurns(turns);
    return new Affine(
        new Vec3(a.x(), a.y(), 0), new Vec3(-a.y(), a.x(), 0), new Vec3(0, 0, 1), Vec3.ZERO);
  }

  /** This placement, and then the other. */
  public Affine then(Affine next) {
    return new Affine(next.direction(x), next.direction(y), next.direction(z), next.point(origin));
  }

  public Affine thenMove(double x, double y, double z) {
    return then(move(x, y, z));
  }

  public Vec3 point(Vec3 p) {
    return direction(p).plus(origin);
  }

  public Vec3 direction(Vec3 d) {
    return x.times(d.x()).plus(y.times(d.y())).plus(z.times(d.z()));
  }

  /** A surface normal, which scaling turns the other way than directions. */
  public Vec3 normal(Vec3 n) {
    Vec3 turned =
        y.cross(z).times(n.x()).plus(z.cross(x).times(n.y())).plus(x.cross(y).times(n.z()));
    return (mirrors() ? turned.times(-1) : turned).unit();
  }

  /** Whether it makes left hands of right ones. */
  public boolean mirrors() {
    return x.cross(y).dot(z) < 0;
  }
}
