package io.atelier.bench;

import java.util.Locale;

/** How figures are printed: one a line, with its unit, and what it is to be compared with. */
final class Figures {
  private Figures() {}

  static void print(String name, double value, String unit) {
    print(name, value, unit, "");
  }

  static void print(String name, double value, String unit, String comparison) {
    System.out.printf(Locale.ROOT, "  %-58s %12s %-8s %s%n", name, shown(value), unit, comparison);
  }

  static String ratio(String to, double ratio) {
    return String.format(Locale.ROOT, "= %.2f x %s", ratio, to);
  }

  static String goal(String goal, boolean kept) {
    return "goal " + goal + (kept ? ", kept" : ", MISSED");
  }

  private static String shown(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%,.2f", value);
  }
}
