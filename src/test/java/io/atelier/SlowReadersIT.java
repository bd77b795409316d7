package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Issue 3, serving: who reads slowly, or goes away, costs nobody else anything. */
@Isolated("measures time")
@ExtendWith(TwoNodes.Extension.class)
class SlowReadersIT {
  private static final int READERS = 400;
  private static final int MOST_READS = 512;
  private static final byte[] FILM = WavFile.of(30_000_000, 1);
  private static final int LITTLE = 4 * 1024;

  private static final int REPORTS = 4;
  private static final String REPORT = "/api/v1/costs?groupBy=run&format=";
  private static final int MANY_RUNS = 100_000;
  // A correction of the tenant's one line in each of many runs, 15 MB of them.
  private static final String RUNS =
      """
      WITH line AS (SELECT * FROM cost_entry WHERE tenant_id = ? LIMIT 1)
      INSERT INTO cost_entry (id, stage_id, job_id, tenant_id, run_id, step_id, provider, corrects,
        amount, basis, currency, recorded_at, kind, skill, model, parameters, accepted_at)
      SELECT gen_random_uuid(), stage_id, job_id, tenant_id, n || repeat('-run', 20), step_id,
        provider, id, 0.01, 'REPORTED', 'USD', now(), kind, skill, model, parameters, accepted_at
      FROM line, generate_series(1, %d) AS n
      """
          .formatted(MANY_RUNS);
  private static final String HELD =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()
        AND backend_type = 'client backend' AND query LIKE '%cost_entry%'
      """;

  private static TwoNodes nodes;
  private static AssetCaller creator;
  private static JsonObject film;
  private static JsonObject small;
  private static JsonObject inMemory;

  @BeforeAll
  static void aTenantHasAFilm(TwoNodes two) {
    nodes = two;
    creator = nodes.caller(LiveServer.newTenant());
    film = creator.upload("r", FILM);
    small = creator.upload("r", WavFile.of(10_240, 2));
    inMemory = creator.upload("r", WavFile.of(50_000, 3));
  }

  @Test
  void four_hundred_slow_readers_starve_nobody_and_leave_nothing_behind() throws Exception {
    Path file = nodes.file(film);
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "handles are counted on Linux only");
    creator.get(small.getString("uri"));
    long threadsBefore = threads();
    List<Socket> readers = new ArrayList<>();
    try {
      for (int i = 0; i < READERS; i++) {
        readers.add(ask(i % 2 == 0));
      }
      for (Socket reader : readers) {
        assertThat(reader.getInputStream().read()).isEqualTo('H');
      }
      assertThat(nodes.first().handlesOf(file)).isEqualTo(READERS);
      assertThat(threads() - threadsBefore).isLessThan(READERS / 4);

      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        long before = System.nanoTime();
        assertThat(creator.get(small.getString("uri")).statusCode()).isEqualTo(200);
        assertThat(creator.get("/api/v1/artifacts").statusCode()).isEqualTo(200);
        millis.add(Duration.ofNanos(System.nanoTime() - before).toMillis());
      }
      Collections.sort(millis);
      assertThat(millis.get(millis.size() / 2)).as("median of %s", millis).isLessThan(1_000);
      assertThat(millis.get(millis.size() - 1)).as("the slowest of %s", millis).isLessThan(5_000);
      assertThat(creator.get(film.getString("uri")).body()).as("a fast reader").isEqualTo(FILM);

      assertThat(rest(readers.remove(0))).as("a slow one comes to its end too").isEqualTo(FILM);
    } finally {
      for (Socket reader : readers) {
        reader.close();
      }
    }
    Instant end = Instant.now().plusSeconds(30);
    while (nodes.first().handlesOf(file) > 0) {
      assertThat(Instant.now()).as("handles of readers who went away").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Test
  void more_readers_than_a_tenant_may_have_wait_and_another_tenant_does_not_notice()
      throws Exception {
    AssetCaller other = nodes.caller(LiveServer.newTenant());
    JsonObject theirs = other.upload("r", FILM);
    List<Socket> readers = new ArrayList<>();
    try {
      for (int i = 0; i < MOST_READS; i++) {
        readers.add(ask(i % 2 == 0));
      }
      for (Socket reader : readers) {
        assertThat(head(reader.getInputStream())).startsWith("HTTP/1.1 200");
      }
      for (String uri : List.of(film.getString("uri"), film.getString("signed_uri"))) {
        AssetCaller caller = uri.contains("sig=") ? creator.anonymous() : creator;
        HttpResponse<byte[]> refused = caller.get(uri);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(LiveServer.json(refused).getString("code")).isEqualTo("TOO_MANY_READS");
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(refused.headers().firstValue("ETag")).isEmpty();
      }
      assertThat(creator.get(small.getString("uri")).statusCode()).isEqualTo(200);
      // A connection takes about 120,000 bytes without its reader, wherever they come from.
      assertThat(creator.get(inMemory.getString("uri")).statusCode()).isEqualTo(503);
      assertThat(creator.head(film.getString("uri")).statusCode()).isEqualTo(200);
      assertThat(other.get(theirs.getString("uri")).body()).isEqualTo(FILM);
    } finally {
      for (Socket reader : readers) {
        reader.close();
      }
    }
    Instant end = Instant.now().plusSeconds(30);
    while (creator.get(film.getString("uri")).statusCode() != 200) {
      assertThat(Instant.now()).as("readers who went away count no more").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** The connection's end is what tells it: the length that was announced is not reached. */
  @Test
  void an_asset_that_ends_early_ends_the_connection_and_hangs_nobody() throws Exception {
    Path file = nodes.file(film);
    for (int left : List.of(20_000_000, 0)) {
      try (Socket reader = ask(left > 0)) {
        assertThat(reader.getInputStream().read()).isEqualTo('H');
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(left);
        }
        byte[] got = rest(reader);
        assertThat(got).hasSizeLessThan(FILM.length);
        assertThat(got).isEqualTo(Arrays.copyOf(FILM, got.length));
      } finally {
        creator.upload("r", FILM); // heals it
      }
      assertThat(creator.get(film.getString("uri")).body()).isEqualTo(FILM);
    }
  }

  // Issue 7: reports of costs are streamed, for millions of rows.
  @Test
  void a_report_of_costs_takes_its_reader_neither_memory_nor_a_connection_and_is_gone_with_him()
      throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "handles are counted on Linux only");
    AssetCaller caller = nodes.caller(tenantWithManyRuns());
    try (Socket reader = ask(REPORT + "csv", caller.authorization())) {
      assertThat(head(reader.getInputStream())).contains("200 OK").contains("text/csv");
      assertThat(nodes.first().handles(SlowReadersIT::isReport)).isOne();
      try (Connection database = nodes.first().database();
          PreparedStatement held = database.prepareStatement(HELD);
          ResultSet row = held.executeQuery()) {
        row.next();
        assertThat(row.getLong(1)).as("connections held while it reads").isZero();
      }
    }
    awaitNoReport(nodes.first());
    for (String form : List.of("csv", "ndjson")) {
      long lines = LiveServer.text(caller.get(REPORT + form)).lines().count();
      assertThat(lines).isEqualTo(MANY_RUNS + (form.equals("csv") ? 2 : 1));
    }
  }

  // Issue 7: what is cut off is seen, by a length that is not reached.
  @Test
  void a_report_that_ends_early_is_shorter_than_its_length() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "files without names on Linux only");
    AssetCaller caller = nodes.caller(tenantWithManyRuns());
    byte[] whole = caller.get(REPORT + "csv").body();
    try (Socket reader = ask(REPORT + "csv", caller.authorization())) {
      assertThat(reader.getInputStream().read()).isEqualTo('H');
      nodes.first().truncate(SlowReadersIT::isReport, whole.length - 1_000);
      byte[] got = rest(reader, whole.length);
      assertThat(got).hasSizeLessThan(whole.length);
      assertThat(got).isEqualTo(Arrays.copyOf(whole, got.length));
    }
    awaitNoReport(nodes.first());
    assertThat(caller.get(REPORT + "csv").body()).isEqualTo(whole);
  }

  // Issue 7: the reports of one tenant are not at the cost of another's.
  @Test
  void more_reports_than_a_tenant_may_have_are_refused_and_another_tenant_does_not_notice()
      throws Exception {
    AssetCaller caller = nodes.caller(tenantWithManyRuns());
    AssetCaller other = nodes.caller(LiveServer.newTenant());
    List<Socket> readers = new ArrayList<>();
    try {
      for (int i = 0; i < REPORTS; i++) {
        readers.add(ask(REPORT + "csv", caller.authorization()));
        assertThat(head(readers.get(i).getInputStream())).contains("200 OK");
      }
      HttpResponse<byte[]> refused = caller.get(REPORT + "csv");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(LiveServer.json(refused).getString("code")).isEqualTo("TOO_MANY_REPORTS");
      assertThat(other.get(REPORT + "csv").statusCode()).isEqualTo(200);
      assertThat(other.get("/api/v1/storage?format=csv").statusCode()).isEqualTo(200);
    } finally {
      for (Socket reader : readers) {
        reader.close();
      }
    }
    awaitNoReport(nodes.first());
    assertThat(caller.get(REPORT + "csv").statusCode()).isEqualTo(200);
  }

  @Test
  void a_report_that_there_is_no_room_for_is_refused_while_another_is_read() throws Exception {
    String tenant = tenantWithManyRuns();
    AssetCaller caller = AssetCaller.of(nodes.second().url(), tenant, "creator");
    try (Socket reader = ask(nodes.second(), REPORT + "csv", caller.authorization())) {
      assertThat(head(reader.getInputStream())).contains("200 OK");
      HttpResponse<byte[]> refused = caller.get(REPORT + "csv");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(LiveServer.json(refused).getString("code")).isEqualTo("NO_ROOM_FOR_REPORT");
      assertThat(refused.headers().firstValue("Content-Disposition")).isEmpty();
    }
    awaitNoReport(nodes.second());
    assertThat(caller.get(REPORT + "csv").body())
        .hasSizeLessThan((int) TwoNodes.LITTLE_SPOOL)
        .hasSizeGreaterThan((int) TwoNodes.LITTLE_SPOOL / 2);
  }

  private static String tenantWithManyRuns() throws Exception {
    String tenant = LiveServer.newTenant();
    AssetCaller caller = nodes.caller(tenant);
    String step = "{\"skill\":\"generate_texture\",\"input\":{\"prompt\":\"sand\",\"size\":512}}";
    URI job =
        URI.create(
            caller
                .post("/api/v1/runs/r/steps", step)
                .headers()
                .firstValue("Location")
                .orElseThrow());
    assertThat(LiveServer.text(caller.get(job.toString(), "Prefer", "wait=60")))
        .contains("COMPLETED");
    try (Connection database = nodes.first().database();
        PreparedStatement insert = database.prepareStatement(RUNS)) {
      insert.setString(1, tenant);
      assertThat(insert.executeUpdate()).isEqualTo(MANY_RUNS);
    }
    return tenant;
  }

  private static void awaitNoReport(ServerProcess node) throws Exception {
    Instant end = Instant.now().plusSeconds(30);
    while (node.handles(SlowReadersIT::isReport) > 0) {
      assertThat(Instant.now()).as("the report of who went away").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static boolean isReport(Path file) {
    return file.getFileName().toString().startsWith("atelier-report");
  }

  /** Somebody who asks on a connection that may stay open, and has not read anything yet. */
  private static Socket ask(boolean signed) throws IOException {
    URI uri = URI.create(film.getString(signed ? "signed_uri" : "uri"));
    return signed
        ? ask(uri.getRawPath() + "?" + uri.getRawQuery(), "")
        : ask(uri.getRawPath(), creator.authorization());
  }

  private static Socket ask(String target, String authorization) throws IOException {
    return ask(nodes.first(), target, authorization);
  }

  private static Socket ask(ServerProcess node, String target, String authorization)
      throws IOException {
    URI uri = URI.create(node.url());
    Socket socket = new Socket();
    socket.setReceiveBufferSize(LITTLE);
    socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    String request =
        "GET "
            + target
            + " HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n")
            + "\r\n";
    OutputStream out = socket.getOutputStream();
    out.write(request.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static byte[] rest(Socket reader) throws IOException {
    return rest(reader, FILM.length);
  }

  /** The body of that length, up to wherever the connection ends. */
  private static byte[] rest(Socket reader, int announced) throws IOException {
    InputStream in = reader.getInputStream();
    assertThat(head(in)).contains("200 OK").contains("Content-Length: " + announced);
    byte[] body = new byte[announced];
    int length = 0;
    try {
      for (int n = in.read(body); n > 0; n = in.read(body, length, body.length - length)) {
        length += n;
      }
    } catch (SocketException e) {
      // Reset: as clear an end as any.
    }
    return Arrays.copyOf(body, length);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }

  private static long threads() {
    String metrics = LiveServer.text(creator.get("/metrics?scope=base"));
    Matcher count = Pattern.compile("(?m)^thread_count\\{[^}]*} ([0-9.]+)").matcher(metrics);
    assertThat(count.find()).as(metrics).isTrue();
    return (long) Double.parseDouble(count.group(1));
  }
}
