package io.atelier.console;

/** How much this node's log says ({@code io.atelier:type=Log}), until it is restarted. */
public interface LogMXBean {
  /**
   * The level of what is logged by a package or class.
   *
   * @param name for instance {@code io.atelier.generation}
   */
  String level(String name);

  /**
   * Changes it.
   *
   * @param name {@code io.atelier}, or a package or class below it
   * @param level {@code SEVERE WARNING INFO FINE FINER FINEST}
   * @throws IllegalArgumentException if there is no such level, or the name is not ours
   */
  void changeLevel(String name, String level);
}
