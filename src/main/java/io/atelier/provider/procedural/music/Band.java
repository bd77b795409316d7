package io.atelier.provider.procedural.music;

/** The musicians of a style: what they play, and how. */
interface Band {
  Idiom idiom();

  /** Plays a song at a desk; the same song gives the same samples. */
  void play(Song song, Desk desk);
}
