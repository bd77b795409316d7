package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.Track;

/** The musicians of a style: what they play, and how. */
interface Band {
  Idiom idiom();

  /** Plays a song at a desk; the same song gives the same samples. */
  Track play(Song song, Desk desk);
}
