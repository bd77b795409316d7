package io.atelier.storage;

import static io.atelier.problem.Problems.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.PropertiesConfig;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.problem.ReportLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpoolTest {
  private static final byte[] LINE = "acme,1.350000,USD\r\n".getBytes(UTF_8);

  private final Properties properties = new Properties();
  private final Spool spool = new Spool();

  @BeforeEach
  void readTheDefaults() throws IOException {
    try (InputStream file =
        Spool.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      properties.load(Objects.requireNonNull(file));
    }
    spool.config = new PropertiesConfig(properties);
    spool.read();
  }

  @Test
  void out_of_the_box_reports_have_two_gigabytes_and_those_of_a_tenant_a_quarter()
      throws IOException {
    for (String tenant : List.of("a", "b", "c", "d")) {
      spool.take(tenant, 512L << 20);
      assertRefused(ErrorCode.TOO_MANY_REPORTS, null, () -> spool.take(tenant, 1));
    }
    assertRefused(ErrorCode.NO_ROOM_FOR_REPORT, null, () -> spool.take("e", 1));
    assertThat(spool.objections()).isEmpty();
  }

  @Test
  void no_room_cannot_be_meant() {
    for (String key :
        List.of(
            "storage.spool-bytes",
            "storage.spool-bytes-per-tenant",
            "storage.reports",
            "storage.reports-per-tenant")) {
      String before = properties.getProperty(key);
      properties.setProperty(key, "0");
      spool.read();
      assertThat(spool.objections()).containsExactly(key + " must be 1 or more");
      properties.setProperty(key, before);
    }
  }

  @Test
  void a_report_has_ten_minutes_out_of_the_box_and_from_a_second_to_a_day() {
    assertThat(spool.time()).isEqualTo(Duration.ofMinutes(10));
    for (String time : List.of("PT0.999S", "P1DT1S")) {
      properties.setProperty("storage.report-time", time);
      spool.read();
      assertThat(spool.objections())
          .containsExactly("storage.report-time must be from PT1S to P1D");
    }
  }

  @Test
  void a_node_has_eight_reports_at_a_time_whoevers_they_are() throws IOException {
    List<Spooled> open = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      open.add(spool.open("tenant-" + i));
    }
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> spool.open("acme"))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_ROOM_FOR_REPORT));
    }
    open.get(0).close();
    open.set(0, spool.open("acme"));
    for (Spooled report : open) {
      report.close();
    }
  }

  @Test
  void a_report_that_takes_too_long_is_given_up_and_nothing_of_it_is_sent() {
    properties.setProperty("storage.report-time", "PT0S"); // over when the first item is there
    spool.read();
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    SpooledReport<Integer> report =
        new SpooledReport<>(
            new ReportLines<>("n\r\n", n -> n + "\r\n"),
            reader -> IntStream.range(0, 100_000).forEach(reader::accept),
            spool,
            "acme");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> report.write(length -> {}, sent))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.REPORT_TOO_LONG));
    assertThat(sent.size()).isZero();
    assertThat(spool.used()).isZero();
  }

  @Test
  void a_tenant_has_a_few_reports_at_a_time_and_another_does_not_notice() throws IOException {
    List<Spooled> open = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      open.add(spool.open("acme"));
    }
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> spool.open("acme"))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REPORTS));
    }
    spool.open("other").close();
    open.get(0).close();
    spool.open("acme").close();
    for (Spooled report : open) {
      report.close();
    }
  }

  @Test
  void the_length_is_told_before_the_first_byte() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    List<Long> told = new ArrayList<>();
    new SpooledReport<Integer>(
            new ReportLines<>("n\r\n", n -> n + "\r\n"),
            reader -> IntStream.range(0, 10).forEach(reader::accept),
            spool,
            "acme")
        .write(
            length -> {
              assertThat(sent.size()).isZero();
              told.add(length);
            },
            sent);
    assertThat(told).containsExactly((long) sent.size());
  }

  @Test
  void what_is_written_is_sent_and_takes_no_room_afterwards() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (Spooled report = spool.open("acme")) {
      for (int i = 0; i < 10_000; i++) {
        report.write(LINE);
      }
      assertThat(spool.used()).isEqualTo(10_000L * LINE.length);
      report.sendTo(sent);
    }
    assertThat(sent.toByteArray()).hasSize(10_000 * LINE.length).startsWith(LINE).endsWith(LINE);
    assertThat(spool.used()).isZero();
  }

  @Test
  void a_client_that_goes_away_leaves_nothing_behind() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("nobody is there");
          }
        };
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> {
              try (Spooled report = spool.open("acme")) {
                report.write(LINE);
                report.sendTo(gone);
              }
            });
    assertThat(spool.used()).isZero();
  }

  @Test
  void what_cannot_be_read_to_its_end_is_not_sent_at_all() {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    SpooledReport<Integer> report =
        new SpooledReport<>(
            new ReportLines<>("n\r\n", n -> n + "\r\n"),
            reader -> {
              IntStream.range(0, 100_000).forEach(reader::accept);
              throw new IllegalStateException("the database is gone");
            },
            spool,
            "acme");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> report.write(length -> {}, sent));
    assertThat(sent.size()).isZero();
    assertThat(spool.used()).isZero();
  }

  @Test
  void what_there_is_no_room_for_is_refused_and_what_is_being_sent_is_not() throws IOException {
    room(2 * LINE.length);
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (Spooled first = spool.open("acme")) {
      first.write(LINE);
      assertRefused(
          ErrorCode.NO_ROOM_FOR_REPORT,
          null,
          () -> {
            try (Spooled second = spool.open("acme")) {
              second.write(LINE);
              second.write(LINE);
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      assertThat(spool.used()).isEqualTo(LINE.length);
      first.sendTo(sent);
    }
    assertThat(sent.toByteArray()).isEqualTo(LINE);
    try (Spooled third = spool.open("acme")) {
      third.write(LINE);
      third.write(LINE);
    }
  }

  private void room(long bytes) {
    properties.setProperty("storage.spool-bytes", String.valueOf(bytes));
    spool.read();
  }
}
