package io.atelier.artifact;

import jakarta.json.bind.Jsonb;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Writes what fsck finds while it goes, a JSON object a line: the findings, how far it is at least
 * every thousand rows or files and every two seconds of reading, and the totals at the end.
 *
 * <p>Whoever listens may go; every method then throws an {@link UncheckedIOException}, which ends
 * the work.
 */
final class FsckReport {
  private static final int ITEMS = 1_000;
  private static final long NANOS = Duration.ofSeconds(2).toNanos();

  private final OutputStream out;
  private final Jsonb json;
  private final LongSupplier nanos;
  private final Map<String, Long> findings = new TreeMap<>();
  private long rows;
  private long files;
  private long bytes;
  private long said;
  private boolean abandoned;

  FsckReport(OutputStream out, Jsonb json, LongSupplier nanos) {
    this.out = out;
    this.json = json;
    this.nanos = nanos;
    write(totals("progress"));
  }

  void row() {
    rows++;
    progress(rows % ITEMS == 0);
  }

  void file() {
    files++;
    progress(files % ITEMS == 0);
  }

  void read(int number) {
    bytes += number;
    progress(false);
  }

  void finding(FsckFinding finding) {
    findings.merge(finding.finding(), 1L, Long::sum);
    write(finding);
  }

  /** Whether nobody listens any more. */
  boolean abandoned() {
    return abandoned;
  }

  /** All was looked at. */
  void end() {
    write(totals("end"));
  }

  /** It could not go on. */
  void failed() {
    write(totals("failed"));
  }

  private void progress(boolean now) {
    if (now || nanos.getAsLong() - said > NANOS) {
      write(totals("progress"));
    }
  }

  private FsckTotals totals(String event) {
    return new FsckTotals(event, rows, files, bytes, findings);
  }

  private void write(Object line) {
    said = nanos.getAsLong();
    try {
      out.write((json.toJson(line) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      abandoned = true;
      throw new UncheckedIOException(e);
    }
  }
}
