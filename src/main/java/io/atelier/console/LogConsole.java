package io.atelier.console;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** This node's loggers, for the console. */
final class LogConsole implements LogMXBean {
  private static final String OURS = "io.atelier";

  // Held, or a logger is collected together with the level it was given.
  private final Map<String, Logger> changed = new ConcurrentHashMap<>();

  @Override
  public String level(String name) {
    Logger logger = Logger.getLogger(name);
    while (logger != null && logger.getLevel() == null) {
      logger = logger.getParent();
    }
    return logger == null ? Level.INFO.getName() : logger.getLevel().getName();
  }

  @Override
  public void changeLevel(String name, String level) {
    if (!name.equals(OURS) && !name.startsWith(OURS + ".")) {
      throw new IllegalArgumentException("only " + OURS + " and what is below it");
    }
    Level wanted = Level.parse(level);
    changed.computeIfAbsent(name, Logger::getLogger).setLevel(wanted);
  }
}
