package io.atelier.skill;

import org.jspecify.annotations.Nullable;

/**
 * One field of an input: its name, what it means, and the values it takes.
 *
 * @param fallback the value when it is absent; null if there is none
 */
record Field<T>(
    String name, String description, Rule<T> rule, boolean required, @Nullable T fallback) {

  /** A field that must be there. */
  static <T> Field<T> required(String name, String description, Rule<T> rule) {
    return new Field<>(name, description, rule, true, null);
  }

  /** A field that may be absent. */
  static <T> Field<T> optional(String name, String description, Rule<T> rule) {
    return new Field<>(name, description, rule, false, null);
  }

  /** A field with a value of its own when it is absent. */
  static <T> Field<T> optional(String name, String description, Rule<T> rule, T fallback) {
    return new Field<>(name, description, rule, false, fallback);
  }
}
