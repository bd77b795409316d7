package io.atelier.cost;

import io.atelier.problem.Csv;
import io.atelier.problem.Page;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list as CSV, all of it, page by page as it is read.
 *
 * @param head the names of the columns
 * @param first its first page, read beforehand, so that what fails at once is answered as such
 * @param following the page after one
 */
record CostCsv<T>(
    List<String> head,
    Page<T> first,
    Function<Page<T>, Page<T>> following,
    Function<T, List<? extends @Nullable Object>> cells)
    implements StreamingOutput {
  /** How many lines are read at a time. */
  static final int PAGE = 1000;

  @Override
  public void write(OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(Csv.line(head));
    Page<T> page = first;
    while (true) {
      for (T item : page.items()) {
        writer.write(Csv.line(cells.apply(item)));
      }
      if (page.next() == null) {
        break;
      }
      page = following.apply(page);
    }
    writer.flush();
  }
}
