package io.atelier.console;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Has lines below INFO written where all others are, with their level in front: the server itself
 * keeps them for its trace, which nobody can switch on while it runs.
 */
final class FineLines extends Handler {
  private final Formatter formatter = new SimpleFormatter();

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() >= Level.INFO.intValue()) {
      return; // it is written anyhow
    }
    LogRecord shown =
        new LogRecord(Level.INFO, line.getLevel() + ": " + formatter.formatMessage(line));
    shown.setLoggerName(line.getLoggerName());
    shown.setSourceClassName(line.getSourceClassName());
    shown.setSourceMethodName(line.getSourceMethodName());
    shown.setInstant(line.getInstant());
    shown.setThrown(line.getThrown());
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      handler.publish(shown);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
