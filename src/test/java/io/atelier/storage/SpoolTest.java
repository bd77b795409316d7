package io.atelier.storage;

import static io.atelier.problem.Problems.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.PropertiesConfig;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ReportLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
  void out_of_the_box_reports_have_two_gigabytes() throws IOException {
    spool.take(2L << 30);
    assertRefused(ErrorCode.UNAVAILABLE, null, () -> spool.take(1));
    assertThat(spool.objections()).isEmpty();
  }

  @Test
  void no_room_cannot_be_meant() {
    room(0);
    assertThat(spool.objections()).singleElement().asString().startsWith("storage.spool-bytes");
  }

  @Test
  void what_is_written_is_sent_and_takes_no_room_afterwards() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (Spooled report = spool.open()) {
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
              try (Spooled report = spool.open()) {
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
            spool);

    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> report.write(sent));
    assertThat(sent.size()).isZero();
    assertThat(spool.used()).isZero();
  }

  @Test
  void what_there_is_no_room_for_is_refused_and_what_is_being_sent_is_not() throws IOException {
    room(2 * LINE.length);
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (Spooled first = spool.open()) {
      first.write(LINE);
      assertRefused(
          ErrorCode.UNAVAILABLE,
          null,
          () -> {
            try (Spooled second = spool.open()) {
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
    try (Spooled third = spool.open()) {
      third.write(LINE);
      third.write(LINE);
    }
  }

  private void room(long bytes) {
    properties.setProperty("storage.spool-bytes", String.valueOf(bytes));
    spool.read();
  }
}
