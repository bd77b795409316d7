package io.atelier.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atelier.problem.Csv;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Sums of costs as CSV, all of them, summed up once. They are kept compressed until they are sent:
 * a client takes its time, for which no connection to the database is held, and what fails is
 * answered as such.
 */
record CostSumsCsv(CostReport report, CostQuery asked, CostGrouping grouping)
    implements StreamingOutput {
  @Override
  public void write(OutputStream out) throws IOException {
    try (InputStream table =
        new GZIPInputStream(new ByteArrayInputStream(compressed().toByteArray()))) {
      table.transferTo(out);
    }
    out.flush();
  }

  private ByteArrayOutputStream compressed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer writer =
        new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(bytes), UTF_8))) {
      List<String> head = new ArrayList<>(grouping.keys().stream().map(CostKey::jsonName).toList());
      head.addAll(CostGroup.COLUMNS);
      writer.write(Csv.line(head));
      report.each(asked, grouping, group -> write(group, writer));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return bytes;
  }

  private void write(CostGroup group, Writer writer) {
    try {
      writer.write(Csv.line(group.cells(grouping.keys())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
