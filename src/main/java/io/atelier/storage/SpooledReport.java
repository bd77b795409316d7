package io.atelier.storage;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.problem.ReportLines;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A report that is sent when all of it is there: it is written to the {@link Spool} as its items
 * are read, whatever their number, and its client then takes its time, for which no connection to
 * the database is held. What fails before is answered as such; what is cut off after is shorter
 * than its length says.
 *
 * @param items gives them one by one
 * @param tenant who it is for
 */
public record SpooledReport<T>(
    ReportLines<T> lines, Consumer<Consumer<T>> items, Spool spool, String tenant) {

  /**
   * Makes it and sends it.
   *
   * @param length is told the number of bytes before the first one is sent
   */
  void write(LongConsumer length, OutputStream out) throws IOException {
    try (Spooled spooled = spool.open(tenant)) {
      Writer writer = new BufferedWriter(new OutputStreamWriter(spooled, StandardCharsets.UTF_8));
      lines.begin(writer);
      long begun = System.nanoTime();
      items.accept(
          item -> {
            requireTime(begun);
            lines.add(item, writer);
          });
      writer.flush();
      length.accept(spooled.size());
      spooled.sendTo(out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void requireTime(long begun) {
    if (System.nanoTime() - begun > spool.time().toNanos()) {
      throw tooLong();
    }
  }

  /** Nothing of it is sent: {@code REPORT_TOO_LONG}. */
  public static ProblemException tooLong() {
    return new ProblemException(
        ErrorCode.REPORT_TOO_LONG,
        "It was given up before all of it was read; ask for less with from and to.");
  }
}
