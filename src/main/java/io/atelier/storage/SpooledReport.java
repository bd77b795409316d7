package io.atelier.storage;

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
      items.accept(item -> lines.add(item, writer));
      writer.flush();
      length.accept(spooled.size());
      spooled.sendTo(out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
