package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.sky.Radiance;

/** What light falls on each pixel of a picture. Implementations are immutable and thread-safe. */
@FunctionalInterface
interface Shot {

  /** Prepares some rows, for one thread to ask for their pixels. */
  Pixels rows(int from, int to);

  /** The pixels of some rows; for one thread only. */
  @FunctionalInterface
  interface Pixels {

    /** Sets the linear light of a pixel. */
    void at(int x, int y, Radiance light);
  }
}
