package io.atelier.cost;

import io.atelier.problem.ReportLines;
import io.atelier.storage.Spool;
import io.atelier.storage.Spooled;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * All sums of costs, summed up once: as they are read they go to the {@link Spool}, and from there
 * to the client, who takes its time. So no connection to the database is held meanwhile, and what
 * fails is answered as such.
 */
record SummedReport(
    CostReport report,
    CostQuery asked,
    CostGrouping grouping,
    ReportLines<CostGroup> lines,
    Spool spool)
    implements StreamingOutput {
  @Override
  public void write(OutputStream out) throws IOException {
    try (Spooled spooled = spool.open()) {
      Writer writer = new BufferedWriter(new OutputStreamWriter(spooled, StandardCharsets.UTF_8));
      lines.begin(writer);
      report.each(asked, grouping, group -> lines.add(group, writer));
      writer.flush();
      spooled.sendTo(out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
