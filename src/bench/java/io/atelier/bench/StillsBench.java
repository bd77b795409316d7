package io.atelier.bench;

import io.atelier.provider.procedural.picture.PictureSynthesizer;
import io.atelier.provider.procedural.sky.SkySynthesizer;
import io.atelier.provider.procedural.texture.SurfaceMap;
import io.atelier.provider.procedural.texture.TextureSynthesizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code src/bench/stills}: how long the largest textures, environment maps and pictures take. */
public final class StillsBench {
  private static final int LARGEST = 4096;

  private StillsBench() {}

  /** Making one file. */
  private interface Making {
    void make(Path file) throws IOException;
  }

  /** Prints a line for each prompt, map and medium. */
  public static void main(String[] arguments) throws IOException {
    Path file = Files.createTempFile("still", "");
    try {
      warmUp(file);
      System.out.println("texture, 4096 px with PNG, goal 4 s");
      for (String prompt :
          List.of("brushed gold", "mossy stone", "rusty iron", "lava", "red velvet")) {
        time(prompt, file, f -> TextureSynthesizer.write(prompt, LARGEST, true, f));
        for (SurfaceMap map : SurfaceMap.values()) {
          time(prompt + " " + map, file, f -> TextureSynthesizer.write(prompt, LARGEST, map, f));
        }
      }
      System.out.println("environment map, 4096 x 2048, goal 6 s");
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
        time(prompt, file, f -> SkySynthesizer.write(prompt, LARGEST, f));
      }
      System.out.println("picture, 4096 x 4096 with PNG");
      for (String prompt :
          List.of("prize wheel and coins on a stage", "gems in a forest", "poker")) {
        time(prompt, file, f -> PictureSynthesizer.write(prompt, LARGEST, LARGEST, null, f));
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void warmUp(Path file) throws IOException {
    for (String prompt : List.of("gold", "stone", "forest", "city", "sunset sea with coins")) {
      TextureSynthesizer.write(prompt, 1024, true, file);
      SkySynthesizer.write(prompt, 1024, file);
      PictureSynthesizer.write(prompt, 512, 512, null, file);
    }
  }

  private static void time(String what, Path file, Making making) throws IOException {
    long before = System.nanoTime();
    making.make(file);
    double seconds = (System.nanoTime() - before) / 1e9;
    System.out.printf("  %-36s %5.2f s  %5.1f MB%n", what, seconds, Files.size(file) / 1e6);
  }
}
