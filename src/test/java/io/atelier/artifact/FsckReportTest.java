package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FsckReportTest {
  private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withNullValues(true));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long nanos;
  private final FsckReport report = new FsckReport(out, JSON, () -> nanos);

  @Test
  void it_says_how_far_it_is_every_thousand() {
    for (int i = 0; i < 2_500; i++) {
      report.row();
    }
    for (int i = 0; i < 1_000; i++) {
      report.file();
    }
    assertThat(lines()).hasSize(4);
    assertThat(lines().get(2)).contains("\"event\":\"progress\",\"rows\":2000,\"files\":0");
    assertThat(lines().get(3)).contains("\"rows\":2500,\"files\":1000");
  }

  @Test
  void it_says_so_every_two_seconds_while_it_reads() {
    for (int i = 0; i < 5; i++) {
      report.read(100);
      nanos += Duration.ofMillis(1_001).toNanos();
    }
    assertThat(lines()).hasSize(3);
    assertThat(lines().get(2)).contains("\"bytes\":500");
  }

  @Test
  void a_finding_is_a_line_and_the_last_line_has_the_totals() {
    report.finding(FsckFinding.of("missing", "acme", "acme/a\nb", "3 bytes", "no file"));
    report.finding(FsckFinding.of("bad_name", null, "x", "", ""));
    report.finding(FsckFinding.of("missing", "acme", "acme/c", "3 bytes", "no file"));
    report.end();
    assertThat(lines().get(1))
        .isEqualTo(
            "{\"event\":\"finding\",\"finding\":\"missing\",\"tenant\":\"acme\","
                + "\"path\":\"acme/a\\nb\",\"expected\":\"3 bytes\",\"found\":\"no file\"}");
    assertThat(lines().get(2)).contains("\"tenant\":null");
    assertThat(lines().get(4))
        .isEqualTo(
            "{\"event\":\"end\",\"rows\":0,\"files\":0,\"bytes\":0,"
                + "\"findings\":{\"bad_name\":1,\"missing\":2}}");
  }

  @Test
  void it_ends_when_nobody_listens() {
    int[] lines = {0};
    FsckReport unheard =
        new FsckReport(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                if (b == '\n' && ++lines[0] > 1) {
                  throw new IOException("Broken pipe");
                }
              }
            },
            JSON,
            () -> nanos);
    assertThat(unheard.abandoned()).isFalse();
    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(unheard::end);
    assertThat(unheard.abandoned()).isTrue();
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
