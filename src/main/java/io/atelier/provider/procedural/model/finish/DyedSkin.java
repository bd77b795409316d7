package io.atelier.provider.procedural.model.finish;

/**
 * A cloth or hide in a colour of its own: its lights and darks, but not its hue, are the other's.
 */
record DyedSkin(Skin under, float[] colour) implements Skin {

  @Override
  public void at(float u, float v, Grain grain) {
    under.at(u, v, grain);
    float light = 0.3f * grain.red + 0.59f * grain.green + 0.11f * grain.blue;
    float shade = Math.min(1.6f, 0.45f + 5.5f * light);
    grain.colour(colour, shade);
  }
}
