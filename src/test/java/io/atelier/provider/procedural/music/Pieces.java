package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.Track;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A piece of each style, made once for all that look at it; nobody changes them. */
final class Pieces {
  static final List<String> STYLES =
      List.of("electronic", "orchestral", "rock", "jazz", "ambient", "pop", "hip-hop");
  static final String PROMPT = "golden hour";
  static final double SECONDS = 31.37;

  private static final Map<String, Track> MADE = new ConcurrentHashMap<>();

  private Pieces() {}

  static Track of(String style) {
    return MADE.computeIfAbsent(style, s -> MusicSynthesizer.render(PROMPT, s, SECONDS));
  }

  static Track copyOf(String style, int frames) {
    Track copy = new Track(frames);
    System.arraycopy(of(style).left, 0, copy.left, 0, frames);
    System.arraycopy(of(style).right, 0, copy.right, 0, frames);
    return copy;
  }
}
