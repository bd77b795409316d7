package io.atelier.breakable;

import java.util.Locale;

/** Where in a task's life a fault strikes. */
enum Point {
  /** A create, nothing made or charged yet; and nothing will be. */
  BEFORE_ACCEPT,
  /** A create, when the task is made and charged. */
  AFTER_ACCEPT,
  ON_POLL,
  ON_RESULT,
  ON_LIST,
  ON_CANCEL,
  /** Not an exchange but the task itself, chosen when it is accepted. */
  TASK;

  /** The end of a fault's name. */
  String suffix() {
    return this == TASK ? "" : "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
