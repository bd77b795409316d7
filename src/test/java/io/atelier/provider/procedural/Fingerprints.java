package io.atelier.provider.procedural;

import io.atelier.provider.procedural.model.ModelSynthesizer;
import io.atelier.provider.procedural.music.MusicSynthesizer;
import io.atelier.provider.procedural.picture.PictureSynthesizer;
import io.atelier.provider.procedural.sky.SkySynthesizer;
import io.atelier.provider.procedural.sound.SoundSynthesizer;
import io.atelier.provider.procedural.texture.SurfaceMap;
import io.atelier.provider.procedural.texture.TextureSynthesizer;
import io.atelier.provider.procedural.video.VideoSynthesizer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A program that makes one of each medium and prints the SHA-256 of each, a line for each. */
final class Fingerprints {
  /** Words that change in Turkish: I and i are no pair there. */
  private static final String PROMPT = "INFINITE SHINING TITANIUM PRIZE WHEEL, größer, 夜";

  private final Path file;
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private Fingerprints(Path file) {
    this.file = file;
  }

  /** What makes a file. */
  private interface Maker {
    void make(Path file) throws IOException;
  }

  public static void main(String[] directory) throws Exception {
    Path made = Path.of(directory[0]);
    Fingerprints all = new Fingerprints(made.resolve("made"));
    all.print("texture", f -> TextureSynthesizer.write(PROMPT, 2048, true, f));
    for (SurfaceMap map : SurfaceMap.values()) {
      all.print(
          "map " + map.ordinal(), f -> TextureSynthesizer.write("RIVETED iron", 1024, map, f));
    }
    all.print("picture", f -> PictureSynthesizer.write(PROMPT, 2048, 1152, null, f));
    Path logo = made.resolve("logo");
    PictureSynthesizer.write("INDIGO CRYSTAL", 512, 512, null, logo);
    all.print("picture of a picture", f -> PictureSynthesizer.write(PROMPT, 640, 512, logo, f));
    all.print("loop", f -> VideoSynthesizer.write(PROMPT, 4, 854, 480, true, null, f));
    all.print("film", f -> VideoSynthesizer.write("MIDNIGHT city", 4, 240, 426, false, null, f));
    all.print(
        "film of a picture", f -> VideoSynthesizer.write(PROMPT, 4, 240, 240, false, logo, f));
    all.print("sky", f -> SkySynthesizer.write("SUNSET OVER ISLANDS", 2048, f));
    all.print("model", f -> ModelSynthesizer.write(PROMPT, null, 20_000, f));
    all.print("model of a picture", f -> ModelSynthesizer.write("relief", logo, 20_000, f));
    all.print("sound", f -> SoundSynthesizer.write(PROMPT, "win", 2, f));
    all.print("music", f -> MusicSynthesizer.write(PROMPT, "jazz", 30, f));
  }

  private void print(String what, Maker maker) throws IOException, NoSuchAlgorithmException {
    Files.deleteIfExists(file);
    maker.make(file);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    out.println(what + ": " + HexFormat.of().formatHex(hash));
  }
}
