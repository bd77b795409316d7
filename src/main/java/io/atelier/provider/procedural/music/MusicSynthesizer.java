package io.atelier.provider.procedural.music;

import io.atelier.media.codec.AudioEncoder;
import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.sound.Track;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Composes and plays instrumental music that loops: the style chooses the band, the words the
 * tempo, mode, energy and register, the seed the rest.
 *
 * <p>The same input gives the same bytes on every machine. Stateless and thread-safe; 120 s take
 * about 70 MB while they are made.
 */
public final class MusicSynthesizer {
  public static final double MIN_SECONDS = 30;
  public static final double MAX_SECONDS = 120;

  private MusicSynthesizer() {}

  /**
   * Writes an M4A file (AAC, stereo, 44.1 kHz) that loops without a gap (ADR 13), replacing what is
   * at the path.
   *
   * @param prompt may be empty
   * @param style one of electronic, orchestral, rock, jazz, ambient, pop, hip-hop; null to have it
   *     chosen by the prompt
   * @param seconds 30 to 120; it plays round(seconds × 44100) frames exactly
   * @throws IllegalArgumentException if the style is unknown or the length out of range
   * @throws io.atelier.media.codec.CodecException if it cannot be encoded
   */
  public static void write(String prompt, @Nullable String style, double seconds, Path file)
      throws IOException {
    Track track = render(prompt, style, seconds);
    AudioEncoder.encodeLoop(track.left, track.right, AudioEncoder.Format.M4A, file);
  }

  /** Plays it; its last sample is followed by its first. */
  public static Track render(String prompt, @Nullable String style, double seconds) {
    if (!(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS)) {
      throw new IllegalArgumentException("music of " + seconds + " s is not in 30 to 120 s");
    }
    Prompt asked = Prompt.of(prompt);
    Band band = Style.of(style, asked).band();
    Track track = new Track(Track.frames(seconds));
    Song song = Song.compose(Brief.of(asked), band.idiom(), track.frames());
    band.play(song, new Desk(song.grid(), track));
    return track;
  }
}
