package io.atelier.bench;

import io.atelier.provider.Interaction;
import io.atelier.provider.MusicStyle;
import io.atelier.provider.procedural.model.ModelSynthesizer;
import io.atelier.provider.procedural.music.MusicSynthesizer;
import io.atelier.provider.procedural.picture.PictureSynthesizer;
import io.atelier.provider.procedural.sky.SkySynthesizer;
import io.atelier.provider.procedural.sound.SoundSynthesizer;
import io.atelier.provider.procedural.texture.SurfaceMap;
import io.atelier.provider.procedural.texture.TextureSynthesizer;
import io.atelier.provider.procedural.video.VideoSynthesizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * {@code src/bench/makers}: how long the procedural provider takes for the largest of each medium,
 * beside its goals.
 */
final class MakersBench {
  private static final int LARGEST = 4096;
  private static final double NO_GOAL = Double.POSITIVE_INFINITY;

  private final Path file;
  private boolean met = true;

  private MakersBench(Path file) {
    this.file = file;
  }

  /** What makes a file. */
  private interface Maker {
    void make(Path file) throws IOException;
  }

  /** Prints a line for each file made; ends with 1 if one missed its goal. */
  public static void main(String[] parts) throws IOException {
    Path file = Files.createTempFile("made", "");
    MakersBench bench = new MakersBench(file);
    try {
      List<String> all =
          List.of("videos", "sounds", "music", "textures", "skies", "models", "pictures");
      for (String part : parts.length == 0 ? all : List.of(parts)) {
        System.out.println(part);
        bench.measure(part);
      }
    } finally {
      Files.delete(file);
    }
    System.exit(bench.met ? 0 : 1);
  }

  private void measure(String part) throws IOException {
    switch (part) {
      case "videos" -> videos();
      case "sounds" -> sounds();
      case "music" -> music();
      case "textures" -> textures();
      case "skies" -> skies();
      case "models" -> models();
      case "pictures" -> pictures();
      default -> throw new IllegalArgumentException("no part " + part);
    }
  }

  private void videos() throws IOException {
    for (double seconds : new double[] {5, 15}) {
      for (String prompt :
          List.of("sunset over the sea", "spin the prize wheel", "neon city in the rain")) {
        time(
            "%s, %.0f s".formatted(prompt, seconds),
            seconds == 5 ? 10 : 35,
            f -> VideoSynthesizer.write(prompt, seconds, 1920, 1080, true, null, f));
      }
    }
  }

  private void sounds() throws IOException {
    SoundSynthesizer.write("warming up", "win", 5, file);
    for (Interaction interaction : Interaction.values()) {
      String name = interaction.jsonName();
      time(name, 0.1, f -> SoundSynthesizer.write("golden", name, 5, f));
    }
  }

  private void music() throws IOException {
    for (MusicStyle style : MusicStyle.values()) {
      String name = style.jsonName();
      time(name, 6, f -> MusicSynthesizer.write("golden hour", name, 120, f));
    }
  }

  private void textures() throws IOException {
    TextureSynthesizer.write("warming up", 1024, true, file);
    for (String prompt :
        List.of("brushed gold", "mossy stone", "rusty iron", "lava", "red velvet")) {
      time(prompt, 4, f -> TextureSynthesizer.write(prompt, LARGEST, true, f));
      for (SurfaceMap map : SurfaceMap.values()) {
        String name = map.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        time(prompt + ", " + name, 4, f -> TextureSynthesizer.write(prompt, LARGEST, map, f));
      }
    }
  }

  private void skies() throws IOException {
    SkySynthesizer.write("warming up", 1024, file);
    for (String prompt :
        List.of(
            "cloudy sky",
            "sunset over the sea",
            "alpine mountains",
            "neon city night",
            "space nebula",
            "concert stage",
            "casino",
            "forest",
            "underwater",
            "photo studio",
            "starry night",
            "aurora over snow")) {
      time(prompt, 6, f -> SkySynthesizer.write(prompt, LARGEST, f));
    }
  }

  private void models() throws IOException {
    ModelSynthesizer.write("warming up", null, ModelSynthesizer.MIN_TRIANGLES, file);
    for (String prompt :
        List.of(
            "treasure chest",
            "slot machine",
            "prize wheel",
            "trophy",
            "playing cards",
            "podium",
            "stage",
            "dice",
            "gift box",
            "crown",
            "coin",
            "gem",
            "star",
            "something else")) {
      time(prompt, 3, f -> ModelSynthesizer.write(prompt, null, ModelSynthesizer.MAX_TRIANGLES, f));
    }
  }

  private void pictures() throws IOException {
    PictureSynthesizer.write("warming up", 512, 512, null, file);
    for (String prompt :
        List.of("prize wheel and coins on a stage", "gems in a forest", "trophy", "poker")) {
      time(prompt, NO_GOAL, f -> PictureSynthesizer.write(prompt, LARGEST, LARGEST, null, f));
    }
  }

  private void time(String what, double goal, Maker maker) throws IOException {
    long begun = System.nanoTime();
    maker.make(file);
    double took = (System.nanoTime() - begun) / 1e9;
    String size = "%.1f MB".formatted(Files.size(file) / 1e6);
    boolean kept = took <= goal;
    met &= kept;
    Figures.print(
        what,
        took,
        "s",
        goal == NO_GOAL
            ? size
            : "%s; %s; %s"
                .formatted(
                    Figures.ratio("goal", took / goal), Figures.goal(goal + " s", kept), size));
  }
}
