package io.atelier.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the checker found: numbers to read, and what must not be. */
final class Report {
  private static final int SHOWN = 12;

  private final Map<String, String> lines = new LinkedHashMap<>();
  private final Map<String, List<String>> violations = new LinkedHashMap<>();

  /** A number to read. */
  void line(String name, Object value) {
    lines.put(name, String.valueOf(value));
  }

  /** How many there are of what must not be; each with its ids. */
  void zero(String name, List<String> found) {
    line(name, found.size());
    if (!found.isEmpty()) {
      violations.computeIfAbsent(name, n -> new ArrayList<>()).addAll(found);
    }
  }

  /** What must hold. */
  void require(boolean holds, String name, String otherwise) {
    if (!holds) {
      violations.computeIfAbsent(name, n -> new ArrayList<>()).add(otherwise);
    }
  }

  /** The number of that name. */
  String value(String name) {
    return lines.getOrDefault(name, "");
  }

  /** What must not be, by name; empty if all is well. */
  Map<String, List<String>> violations() {
    return violations;
  }

  /** All of it, to be read. */
  String text() {
    StringBuilder text = new StringBuilder();
    lines.forEach((name, value) -> text.append("%-44s %s%n".formatted(name, value)));
    violations.forEach(
        (name, found) -> {
          text.append("%nRED %s (%d)%n".formatted(name, found.size()));
          found.stream().limit(SHOWN).forEach(one -> text.append("    " + one + "\n"));
        });
    text.append(violations.isEmpty() ? "\nGREEN\n" : "\nRED\n");
    return text.toString();
  }
}
