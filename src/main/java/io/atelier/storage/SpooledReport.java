package io.atelier.storage;

import io.atelier.problem.ReportLines;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A report that is sent when all of it is there: it is written to the {@link Spool} as its items
 * are read, whatever their number, and its client then takes its time, for which no connection to
 * the database is held. What fails is answered as such, and never a report that ends too soon.
 *
 * @param items gives them one by one
 */
public record SpooledReport<T>(ReportLines<T> lines, Consumer<Consumer<T>> items, Spool spool)
    implements StreamingOutput {
  @Override
  public void write(OutputStream out) throws IOException {
    try (Spooled spooled = spool.open()) {
      Writer writer = new BufferedWriter(new OutputStreamWriter(spooled, StandardCharsets.UTF_8));
      lines.begin(writer);
      items.accept(item -> lines.add(item, writer));
      writer.flush();
      spooled.sendTo(out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
