package io.atelier.provider.procedural.music;

/**
 * Where a player sits in the mix.
 *
 * @param gain 1 is a loud soloist
 * @param pan -1 left to 1 right
 * @param width 0 one player; above, two of them so far to both sides
 * @param hall how much of it goes to the hall, 0 to 1
 */
record Place(double gain, double pan, double width, double hall) {
  static Place of(double gain) {
    return new Place(gain, 0, 0, 0);
  }

  Place panned(double to) {
    return new Place(gain, to, width, hall);
  }

  Place wide(double by) {
    return new Place(gain, pan, by, hall);
  }

  Place inHall(double share) {
    return new Place(gain, pan, width, share);
  }
}
