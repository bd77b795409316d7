package io.atelier.problem;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * A list as a report, all of it, page by page as it is read: a client takes its time, for which no
 * more than a page is kept and nothing is held.
 *
 * @param first its first page, read beforehand, so that what fails at once is answered as such
 * @param following the page after one, by where that ended
 */
public record PagedReport<T>(
    ReportLines<T> lines, Page<T> first, Function<Cursor, Page<T>> following)
    implements StreamingOutput {
  /** How many items are to be read at a time. */
  public static final int PAGE = 1000;

  @Override
  public void write(OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      lines.begin(writer);
      Page<T> page = first;
      page.items().forEach(item -> lines.add(item, writer));
      while (page.next() != null) {
        page = following.apply(Cursor.parse(page.next()).orElseThrow());
        page.items().forEach(item -> lines.add(item, writer));
      }
      writer.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
