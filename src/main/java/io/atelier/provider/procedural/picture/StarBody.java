package io.atelier.provider.procedural.picture;

/** A five-pointed star whose faces rise to its middle. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record StarBody(float[] metal) implements Sculpture.Form {
  private static final float SCALE = 1.4f;
  private static final float SLOPE = 0.5f;

  @Override
  public int parts() {
    return 1;
  }

  @Override
  public float distance(int part, float x, float y, float z) {
    float flat = SCALE * Emblem.STAR.distance(x / SCALE, y / SCALE);
    return 0.8f * (flat * SLOPE + Math.abs(z));
  }

  @Override
  public void paint(int part, float x, float y, float z, Ray hit) {
    hit.paint(metal, 1, 0.14f);
  }
}
