package io.atelier.simulated;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A task of the 3D API.
 *
 * @param type what it calls itself
 * @param prompt what it shows of its request; a refinement shows its preview's
 * @param url where its result is, the same whenever it is asked
 */
record MeshyTask(
    String type,
    SimulatedTask work,
    String prompt,
    int credits,
    AtomicBoolean refunded,
    AtomicReference<String> url) {
  private static final String OF_REFINEMENTS = "refine_";
  private static final Set<String> OF_RESULTS =
      Set.of(
          "corrupt_file",
          "corrupt_body",
          "empty_file",
          "wrong_mime",
          "url_expired",
          "url_dead",
          "download_flaky",
          "truncate",
          "success_no_url",
          "over_budget_triangles");

  MeshyTask(String type, SimulatedTask work, String prompt, int credits) {
    this(type, work, prompt, credits, new AtomicBoolean(), new AtomicReference<>(""));
  }

  /** Where it is asked for. */
  String path() {
    return type.startsWith("text")
        ? MeshySimulator.TEXT
        : type.equals("remesh") ? MeshySimulator.REMESH : MeshySimulator.IMAGE;
  }

  /** The tags of a prompt that are for the first of its tasks, or for the second. */
  static SimulatedTags tags(String prompt, boolean refinement) {
    Map<String, String> tags = new HashMap<>();
    SimulatedTags.of(prompt)
        .tags()
        .forEach(
            (name, value) -> {
              if (refinement && name.startsWith(OF_REFINEMENTS)) {
                tags.put(name.substring(OF_REFINEMENTS.length()), value);
              } else if (!refinement || OF_RESULTS.contains(name)) {
                tags.put(name, value);
              }
            });
    return new SimulatedTags(tags);
  }
}
