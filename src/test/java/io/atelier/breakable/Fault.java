package io.atelier.breakable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One fault, written {@code <effect>-<point>[=<value>][*<times>]} or, for a task's, {@code
 * <effect>[=<value>]}: {@code reset-after-accept}, {@code hang-on-poll*3}, {@code
 * throttled-before-accept=2*all}, {@code fails=content_policy}.
 *
 * @param times how many exchanges of one task it strikes
 */
record Fault(Effect effect, Point point, Optional<String> value, int times) {
  private static final String ALWAYS = "all";
  private static final Map<String, Fault> BY_NAME = names();

  /**
   * The fault of that text.
   *
   * @throws IllegalArgumentException if there is none, so that no typing error passes for a fault
   */
  static Fault of(String text) {
    String rest = text;
    int times = 1;
    int star = rest.lastIndexOf('*');
    if (star > 0) {
      String number = rest.substring(star + 1);
      times = number.equals(ALWAYS) ? Integer.MAX_VALUE : Integer.parseInt(number);
      rest = rest.substring(0, star);
    }
    int equals = rest.indexOf('=');
    String name = equals < 0 ? rest : rest.substring(0, equals);
    Fault plain = BY_NAME.get(name);
    if (plain == null || times < 1) {
      throw new IllegalArgumentException("no such fault: " + text);
    }
    return new Fault(
        plain.effect,
        plain.point,
        equals < 0 ? Optional.empty() : Optional.of(rest.substring(equals + 1)),
        times);
  }

  String name() {
    return effect.prefix() + point.suffix();
  }

  /** The text it is made of. */
  String text() {
    String multiple = times == 1 ? "" : "*" + (times == Integer.MAX_VALUE ? ALWAYS : times);
    return name() + value.map(v -> "=" + v).orElse("") + multiple;
  }

  int number(int otherwise) {
    return value.map(Integer::parseInt).orElse(otherwise);
  }

  /** Whether the client may have got what would have been said without the fault. */
  static boolean delivers(@Nullable Fault fault) {
    return fault == null || fault.effect == Effect.DRIP;
  }

  private static Map<String, Fault> names() {
    Map<String, Fault> names = new HashMap<>();
    for (Effect effect : Effect.values()) {
      for (Point point : Point.values()) {
        if (effect.ofTask() == (point == Point.TASK)) {
          Fault fault = new Fault(effect, point, Optional.empty(), 1);
          names.put(fault.name(), fault);
        }
      }
    }
    return names;
  }
}
