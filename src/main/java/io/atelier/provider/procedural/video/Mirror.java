package io.atelier.provider.procedural.video;

/**
 * A wet or polished floor: what is above it, upside down, darker and rippling.
 *
 * @param level where the floor begins, in picture heights
 * @param bright of what is seen in it, near the edge; it fades towards the viewer
 * @param ripple how far it is drawn to the sides, in picture heights
 * @param tint of the floor itself
 */
record Mirror(float level, float bright, float ripple, Colour tint, Beat beat) implements Layer {

  @Override
  public void paint(Canvas canvas, double phase) {
    reflect(canvas.sharp, phase, 1);
    reflect(canvas.light, phase, 0);
  }

  private void reflect(Raster on, double phase, float floor) {
    int edge = (int) (level * on.height);
    int[] from = new int[on.width];
    for (int y = edge; y < on.height; y++) {
      float depth = (float) (y - edge) / on.height;
      int mirrored = Math.max(0, edge - 1 - (int) ((y - edge) * 1.15f));
      float wave =
          ripple
              * (0.15f + 2.4f * depth)
              * (beat.wave(phase, 0.5, depth * 34) + 0.6f * beat.wave(phase, 0.8, -depth * 61));
      int shift = Math.round(wave * on.height);
      for (int x = 0; x < on.width; x++) {
        from[x] = mirrored * on.width + Math.clamp(x + shift, 0, on.width - 1);
      }
      float strength = bright * Math.max(0, 1 - 1.7f * depth);
      int at = y * on.width;
      for (int x = 0; x < on.width; x++) {
        on.red[at + x] = tint.red() * floor + on.red[from[x]] * strength;
        on.green[at + x] = tint.green() * floor + on.green[from[x]] * strength;
        on.blue[at + x] = tint.blue() * floor + on.blue[from[x]] * strength;
      }
    }
  }
}
