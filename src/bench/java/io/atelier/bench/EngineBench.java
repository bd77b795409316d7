package io.atelier.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The benchmarks of the job engine and of its books; {@code src/bench/engine} runs it and says what
 * there is.
 */
public final class EngineBench {
  private static final Map<String, Part> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("accept", AcceptBench::measure);
    PARTS.put("jobs", JobsBench::measure);
    PARTS.put("claims", ClaimsBench::measure);
    PARTS.put("fairness", FairnessBench::measure);
    PARTS.put("flight", FlightBench::measure);
    PARTS.put("costs", CostsBench::measure);
  }

  private EngineBench() {}

  /**
   * Measures and prints.
   *
   * @param args seconds a measurement lasts, and the parts; all if none is named
   */
  public static void main(String[] args) {
    // What libraries say of their beginnings is not to stand between the figures.
    Logger.getLogger("").setLevel(Level.WARNING);
    try {
      run(args);
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1); // whatever threads there are
    }
  }

  private static void run(String[] args) throws Exception {
    int seconds = Integer.parseInt(args[0]);
    List<String> names = args.length == 1 ? List.copyOf(PARTS.keySet()) : List.of(args);
    for (String name : names.subList(args.length == 1 ? 0 : 1, names.size())) {
      Part part = PARTS.get(name);
      if (part == null) {
        throw new IllegalArgumentException(name + " is none of " + PARTS.keySet());
      }
      String load = Files.readString(Path.of("/proc/loadavg")).substring(0, 14);
      System.out.printf("%n%s          load average before: %s%n", name, load);
      part.measure(seconds);
    }
  }

  /** One group of figures, with a server of its own. */
  @FunctionalInterface
  interface Part {
    void measure(int seconds) throws Exception;
  }
}
