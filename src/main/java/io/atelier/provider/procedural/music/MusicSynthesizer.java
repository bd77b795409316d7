package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.sound.Track;
import io.atelier.provider.procedural.sound.Wav;
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
   * Writes a WAV file (16-bit PCM, stereo, 44.1 kHz), replacing what is at the path.
   *
   * @param prompt may be empty
   * @param style one of electronic, orchestral, rock, jazz, ambient, pop, hip-hop; null to have it
   *     chosen by the prompt
   * @param seconds 30 to 120; the file has round(seconds × 44100) frames exactly
   * @throws IllegalArgumentException if the style is unknown or the length out of range
   */
  public static void write(String prompt, @Nullable String style, double seconds, Path file)
      throws IOException {
    Wav.write(render(prompt, style, seconds), file);
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
