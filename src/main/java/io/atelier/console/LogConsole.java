package io.atelier.console;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** This node's loggers, for the console; as they were again when it is closed. */
final class LogConsole implements LogMXBean {
  private static final Logger OURS = Logger.getLogger("io.atelier");

  private final Handler fine = new FineLines();
  // Held, or a logger is collected together with the level it was given.
  private final Map<String, Logger> changed = new ConcurrentHashMap<>();

  private final LogAudit audit;

  LogConsole(LogAudit audit) {
    this.audit = audit;
    OURS.addHandler(fine);
  }

  void close() {
    OURS.removeHandler(fine);
    changed.values().forEach(logger -> logger.setLevel(null));
  }

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
    if (!name.equals(OURS.getName()) && !name.startsWith(OURS.getName() + ".")) {
      throw new IllegalArgumentException("only " + OURS.getName() + " and what is below it");
    }
    Level wanted = Level.parse(level);
    // Before it holds: what cannot be accounted for is not done.
    audit.record(name, level(name), wanted.getName());
    changed.computeIfAbsent(name, Logger::getLogger).setLevel(wanted);
  }
}
