package io.atelier.simulated;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to go wrong with a task, as its prompt says: {@code [[sim:fail_late]]}, {@code
 * [[sim:html_error:2]]}.
 *
 * @param tags what stands behind the name, or an empty text
 */
public record SimulatedTags(Map<String, String> tags) {
  private static final Pattern TAG = Pattern.compile("\\[\\[sim:([a-z_0-9]+)(?::([0-9.]+))?]]");

  /** The tags of a prompt. */
  public static SimulatedTags of(String prompt) {
    Map<String, String> tags = new HashMap<>();
    Matcher matcher = TAG.matcher(prompt);
    while (matcher.find()) {
      tags.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }
    return new SimulatedTags(tags);
  }

  /** Whether there is that one. */
  public boolean has(String name) {
    return tags.containsKey(name);
  }

  /** Whether it is still the turn of that one, which happens as often as it says, else once. */
  public boolean at(String name, int turnsBefore) {
    return has(name) && turnsBefore < number(name).orElse(1);
  }

  /** Its number. */
  public OptionalDouble number(String name) {
    String value = tags.getOrDefault(name, "");
    return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value));
  }
}
