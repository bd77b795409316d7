package io.atelier.media;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What {@link MediaProbe} found: what an intact file is, or the reason it is none. */
public sealed interface ProbeResult {

  /** A file that can be used. */
  sealed interface Intact extends ProbeResult {
    FileFormat format();

    /** What an artifact's metadata says of the file: numbers, words and lists by JSON name. */
    Map<String, Object> facts();
  }

  /**
   * A still picture.
   *
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   */
  record Image(FileFormat format, int width, int height) implements Intact {

    /** Whether it can hold light brighter than white: Radiance and OpenEXR. */
    public boolean highDynamicRange() {
      return format == FileFormat.HDR || format == FileFormat.EXR;
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("width", width, "height", height);
    }
  }

  /**
   * A sound.
   *
   * @param seconds the exact playing time
   * @param sampleRate in Hz
   * @param channels at least 1
   */
  record Audio(FileFormat format, Codec codec, double seconds, int sampleRate, int channels)
      implements Intact {

    /** A sound of a format that knows one codec only: WAV, MP3 or FLAC. */
    public Audio(FileFormat format, double seconds, int sampleRate, int channels) {
      this(format, only(format), seconds, sampleRate, channels);
    }

    private static Codec only(FileFormat format) {
      return switch (format) {
        case WAV -> Codec.PCM;
        case MP3 -> Codec.MP3;
        case FLAC -> Codec.FLAC;
        default -> throw new IllegalArgumentException(format + " has more than one codec");
      };
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of(
          "codec", codec.jsonName(),
          "duration_seconds", seconds,
          "sample_rate", sampleRate,
          "channels", channels);
    }
  }

  /**
   * A film.
   *
   * @param width in pixels as it is shown, which a rotation in the file may have swapped
   * @param height in pixels as it is shown
   * @param seconds the playing time that the file announces
   * @param framesPerSecond the mean, to the thousandth; 0 if the file does not tell
   * @param sound the codec of its sound, if it has one
   * @param faststart whether it can be played while it is still arriving
   */
  record Video(
      FileFormat format,
      Codec codec,
      int width,
      int height,
      double seconds,
      double framesPerSecond,
      Optional<Codec> sound,
      boolean faststart)
      implements Intact {
    public Video {
      framesPerSecond = Math.round(framesPerSecond * 1000) / 1000.0;
    }

    /** Whether every browser of today plays both its picture and its sound. */
    public boolean browserSafe() {
      return codec.browserSafe() && sound.map(Codec::browserSafe).orElse(true);
    }

    @Override
    public Map<String, Object> facts() {
      Map<String, Object> facts = new TreeMap<>();
      facts.put("codec", codec.jsonName());
      facts.put("width", width);
      facts.put("height", height);
      facts.put("duration_seconds", seconds);
      facts.put("frame_rate", framesPerSecond);
      facts.put("has_audio", sound.isPresent());
      facts.put("faststart", faststart);
      sound.ifPresent(codec -> facts.put("audio_codec", codec.jsonName()));
      return facts;
    }
  }

  /**
   * A 3D model.
   *
   * @param triangles as drawn: counted over the nodes of the scene, so that a mesh shown twice
   *     counts twice
   * @param materials how many the file defines
   * @param maps those that at least one material has
   * @param hasPbrMaterial whether one material has base color, normal, and metalness and roughness
   *     maps all by itself
   * @param extensionsRequired without which a loader must refuse the file
   * @param deforms whether it has skins or morph targets
   */
  record Model(
      FileFormat format,
      long triangles,
      int materials,
      Set<PbrMap> maps,
      boolean hasPbrMaterial,
      Set<String> extensionsRequired,
      boolean deforms)
      implements Intact {
    public Model {
      maps = Set.copyOf(maps);
      extensionsRequired = Set.copyOf(extensionsRequired);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of(
          "triangles", triangles,
          "materials", materials,
          "maps", maps.stream().sorted().map(PbrMap::jsonName).toList(),
          "has_pbr_material", hasPbrMaterial,
          "extensions_required", List.copyOf(new TreeSet<>(extensionsRequired)),
          "deforms", deforms);
    }
  }

  /** A file of a known format by its signature and header, of which there is no more to say. */
  record Recognised(FileFormat format) implements Intact {
    @Override
    public Map<String, Object> facts() {
      return Map.of();
    }
  }

  /**
   * Not a file that can be used: damaged, cut short, or of a kind the probe does not know.
   *
   * @param reason one line for logs and error details; it quotes numbers and hex of the file, never
   *     its text
   */
  record Broken(String reason) implements ProbeResult {}
}
