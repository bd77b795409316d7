package io.atelier.media.measure;

import io.atelier.media.DynamicRange;
import io.atelier.media.LoopMetric;
import io.atelier.media.SeamMetric;
import java.util.Map;
import java.util.TreeMap;

/** What {@link Measure} found on a file's pixels, or the reason why nobody looked at them. */
public sealed interface Measured {

  /** What an artifact's metadata says of it: numbers and words by JSON name. */
  Map<String, Object> facts();

  /**
   * A picture; {@code seam_step} is the step across its edges, 0 to 255, of the worse axis, {@code
   * seam_score} is its ratio to the steps within: at 1 and less it tiles unseen.
   */
  record Tiling(SeamMetric seam) implements Measured {
    @Override
    public Map<String, Object> facts() {
      double worse = Math.max(seam.horizontal().wrap(), seam.vertical().wrap());
      return Map.of(
          "seam_step",
          rounded(worse, 100),
          "seam_score",
          rounded(seam.score(SeamMetric.LOSSLESS_TOLERANCE), 100));
    }
  }

  /** A map of light; {@code dynamic_range} is how much brighter its peak is than its median. */
  record Lighting(DynamicRange range) implements Measured {
    @Override
    public Map<String, Object> facts() {
      return range.median() > 0
          ? Map.of("dynamic_range", rounded(range.ratio(), 10))
          : new Unmeasured("range of what is black in its greater part is none").facts();
    }
  }

  /**
   * A film; {@code loop_step} from its last picture to its first and {@code largest_step} within
   * are mean squared differences, {@code loop_score} is their ratio: at 1 and less it loops unseen.
   */
  record Looping(LoopMetric loop) implements Measured {
    @Override
    public Map<String, Object> facts() {
      Map<String, Object> facts = new TreeMap<>();
      facts.put("loop_step", rounded(loop.wrap(), 100));
      facts.put("largest_step", rounded(loop.largest(), 100));
      // A film that stands still and yet jumps is not to be had: one picture alone does not jump.
      facts.put("loop_score", loop.wrap() == 0 ? 0.0 : rounded(loop.wrap() / loop.largest(), 100));
      return facts;
    }
  }

  /**
   * Nothing; {@code unmeasured} says why.
   *
   * @param reason one line, which quotes numbers of the file, never its text
   */
  record Unmeasured(String reason) implements Measured {
    @Override
    public Map<String, Object> facts() {
      return Map.of("unmeasured", reason);
    }
  }

  private static double rounded(double number, int parts) {
    return (double) Math.round(number * parts) / parts;
  }
}
