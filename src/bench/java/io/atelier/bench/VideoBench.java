package io.atelier.bench;

import io.atelier.provider.procedural.video.VideoSynthesizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How long procedural videos take beside their goals: 5 s of 1080p in 10 s, 15 s in 35 s, on two
 * cores.
 *
 * <p>The first of each length also pays for the JVM's warming up, as after a start of the server.
 */
final class VideoBench {
  private static final List<String> PROMPTS =
      List.of("sunset over the sea", "spin the prize wheel", "neon city in the rain", "winter");

  private VideoBench() {}

  /** Prints a line a video; ends with 1 if one missed its goal. */
  public static void main(String[] arguments) throws IOException {
    boolean met = true;
    Path file = Files.createTempFile("video", ".mp4");
    try {
      for (double seconds : new double[] {5, 15}) {
        double goal = seconds == 5 ? 10 : 35;
        for (String prompt : PROMPTS) {
          long begun = System.nanoTime();
          VideoSynthesizer.write(prompt, seconds, 1920, 1080, true, null, file);
          double took = (System.nanoTime() - begun) / 1e9;
          met &= took <= goal;
          System.out.printf(
              "%-22s %2.0f s of 1080p: %5.1f s, %3.0f %% of the goal of %.0f s, %.1f MB%n",
              prompt, seconds, took, 100 * took / goal, goal, Files.size(file) / 1e6);
        }
      }
    } finally {
      Files.delete(file);
    }
    System.exit(met ? 0 : 1);
  }
}
