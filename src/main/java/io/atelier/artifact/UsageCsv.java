package io.atelier.artifact;

import io.atelier.problem.Csv;
import io.atelier.problem.Cursor;
import io.atelier.problem.Page;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Storage usage as CSV, all of it, page by page as it is read. */
final class UsageCsv implements StreamingOutput {
  private static final int PAGE = 1000;
  private static final List<String> SUMS =
      List.of(
          "logical_bytes", "physical_bytes", "artifacts", "files", "saved_bytes", "saved_ratio");

  private final UsageReport report;
  private final UsageQuery asked;
  private final Page<StorageUsage> first;

  /** That usage; its first page is read now, so that what fails at once is answered as such. */
  UsageCsv(UsageReport report, UsageQuery asked) {
    this.report = report;
    this.asked = asked;
    this.first = report.page(asked, List.of(), PAGE);
  }

  @Override
  public void write(OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    List<String> head =
        new ArrayList<>(asked.grouping().keys().stream().map(UsageKey::jsonName).toList());
    head.addAll(SUMS);
    writer.write(Csv.line(head));
    Page<StorageUsage> page = first;
    write(page, writer);
    while (page.next() != null) {
      List<String> after =
          Cursor.parse(page.next()).flatMap(asked.grouping()::values).orElseThrow();
      page = report.page(asked, after, PAGE);
      write(page, writer);
    }
    writer.flush();
  }

  private void write(Page<StorageUsage> page, Writer writer) throws IOException {
    for (StorageUsage usage : page.items()) {
      List<@Nullable Object> cells = new ArrayList<>();
      asked.grouping().keys().forEach(key -> cells.add(usage.valueOf(key)));
      cells.add(usage.logicalBytes());
      cells.add(usage.physicalBytes());
      cells.add(usage.artifacts());
      cells.add(usage.files());
      cells.add(usage.savedBytes());
      cells.add(usage.savedRatio());
      writer.write(Csv.line(cells));
    }
  }
}
