package io.atelier.provider.procedural.picture;

/** A wrapped box with a ribbon round it and a bow on its lid. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record GiftBox(float[] paper, float[] ribbon) implements Sculpture.Form {
  private static final float HALF = 0.46f;
  private static final float LID = 0.2f;

  @Override
  public int parts() {
    return 3;
  }

  @Override
  public float distance(int part, float x, float y, float z) {
    return switch (part) {
      case 0 ->
          Math.min(
              Distance.box(x, y + 0.2f, z, HALF, 0.42f, HALF, 0.015f),
              Distance.box(x, y - LID, z, HALF + 0.04f, 0.08f, HALF + 0.04f, 0.015f));
      case 1 ->
          Math.max(distance(0, x, y, z) - 0.012f, Math.min(Math.abs(x), Math.abs(z)) - 0.085f);
      default -> {
        float px = Math.abs(x);
        // Two loops that lean outwards, and two ends.
        float lean = 0.8f * (px - 0.19f) - 0.6f * (y - 0.43f);
        float up = 0.6f * (px - 0.19f) + 0.8f * (y - 0.43f);
        float loop =
            Math.max(Distance.ring(lean * 0.75f, up, z, 0.15f, 0.05f), Math.abs(z) - 0.09f);
        float knot = Distance.egg(x, y - 0.32f, z, 0.1f, 0.08f);
        yield Math.min(loop * 0.8f, knot);
      }
    };
  }

  @Override
  public void paint(int part, float x, float y, float z, Ray hit) {
    if (part == 0) {
      hit.paint(paper, 0, 0.3f);
    } else {
      hit.paint(ribbon, 0.35f, 0.2f);
    }
  }
}
