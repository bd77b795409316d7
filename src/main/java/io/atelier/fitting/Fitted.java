package io.atelier.fitting;

import io.atelier.artifact.InspectedFile;
import io.atelier.media.measure.Measure;
import io.atelier.media.measure.Measured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept of a file.
 *
 * @param file the file itself, or another that was made of it
 * @param facts what was measured, beside the file's own facts, by JSON name
 */
public record Fitted(InspectedFile file, List<Flag> flags, Map<String, Object> facts) {
  public Fitted {
    flags = List.copyOf(flags);
    facts = Map.copyOf(facts);
  }

  /** As it came. */
  static Fitted asItIs(InspectedFile file, Flag... flags) {
    return new Fitted(file, Arrays.asList(flags), Map.of());
  }

  /** The same, and that is to be said of it too. */
  public Fitted flagged(Flag flag) {
    List<Flag> more = new ArrayList<>(flags);
    more.add(flag);
    return new Fitted(file, more, facts);
  }

  /** That file in its place, of which that is to be said. */
  Fitted with(InspectedFile made, Flag flag) {
    return new Fitted(made, flags, facts).flagged(flag);
  }

  /** Decodes what is kept, and measures it. */
  Measured measure(Measure measure) throws IOException {
    return measure.of(file.path(), file.format());
  }

  Fitted measured(Measured found) {
    Map<String, Object> more = new HashMap<>(facts);
    more.putAll(found.facts());
    return new Fitted(file, flags, more);
  }
}
