package io.atelier.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.LiveServer;
import io.atelier.OwnServers;
import io.atelier.ServerProcess;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * SC-012: many tenants at once, at providers that refuse whatever is more than their accounts take:
 * 20 creates in ten seconds and ten polls in one, ten tasks at a time and 20 calls in a second.
 *
 * <p>Both sides' clocks of these are twice as fast as real ones; tasks are done sooner still.
 */
@OwnServers
class ManyTenantsIT {
  private static final int TENANTS = 20;
  private static final double SPEED = 60;
  private static final double LIMIT_SPEED = 2;
  private static final Duration LONGEST = Duration.ofSeconds(240);

  /** What each of the tenants asks for, all at once. */
  private static final List<String> ORDERS =
      List.of(
          order("generate_texture", "'prompt':'gold','size':512"),
          order("generate_texture", "'prompt':'oak','size':512"),
          order("generate_image", "'prompt':'a coin','width':512,'height':512"),
          order("generate_audio", "'type':'sfx','prompt':'coins','duration_seconds':1"),
          order("generate_audio", "'type':'sfx','prompt':'a bell','duration_seconds':2"),
          music("a calm evening"),
          music("a wild night"),
          music("a slow morning"),
          order(
              "generate_intro_video_loop",
              "'prompt':'a wheel spins','duration_seconds':4,'resolution':'480p',"
                  + "'aspect_ratio':'1:1'"),
          order("generate_3d_asset", "'prompt':'a gold coin','max_triangles':500"));

  private static SimulatedProviders providers;
  private static ServerProcess server;

  private static String music(String prompt) {
    return order(
        "generate_audio",
        "'type':'bgm','style':'jazz','duration_seconds':30,'prompt':'%s [[sim:exact]]'"
            .formatted(prompt));
  }

  private static String order(String skill, String input) {
    return "{'skill':'%s','input':{%s}}".formatted(skill, input).replace('\'', '"');
  }

  @BeforeAll
  static void start() throws Exception {
    providers =
        new SimulatedProviders(
            0, SimulatedTime.running(SPEED, LIMIT_SPEED), SimulatedMedia.quick());
    server = ServerProcess.development("many_tenants_it");
    providers.variables().forEach(server::with);
    // What is shipped, twice as fast; and as far below the limits, by the seconds that a create may
    // be late on a machine that others are at work on.
    server
        .with("GENERATION_CREATE_RATE_NANO_BANANA", "16/PT5S")
        .with("GENERATION_REQUEST_RATE_NANO_BANANA", "8/PT0.5S")
        .with("GENERATION_CREATE_RATE_SUNO", "16/PT5S")
        .with("GENERATION_REQUEST_RATE_SUNO", "8/PT0.5S")
        .with("GENERATION_CREATE_RATE_MESHY", "5/PT0.5S")
        .with("GENERATION_REQUEST_RATE_MESHY", "10/PT0.5S");
    for (String kind : List.of("SFX", "BGM", "MODEL_3D", "IMAGE", "VIDEO")) {
      server.with("GENERATION_" + kind + "_POLL_INTERVAL", "PT1S");
    }
    server.start();
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
    providers.close();
  }

  @Test
  void SC_012_two_hundred_requests_of_twenty_tenants_meet_no_throttling() throws Exception {
    accept();
    long end = System.nanoTime() + LONGEST.toNanos();
    while (count("generation_job WHERE settled_at IS NULL") > 0) {
      assertThat(System.nanoTime()).as(statuses().toString()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
    assertThat(statuses()).containsExactlyEntriesOf(Map.of("COMPLETED", 10 * TENANTS));
    for (SimulatedProvider one : List.of(providers.nanoBanana, providers.suno, providers.meshy)) {
      assertThat(one.ledger().counted("refused")).as(one.prefix()).isZero();
      // A poll that the machine was late with may meet the next: no job learns of it, see below.
      assertThat(one.ledger().counted("polls_refused"))
          .as(one.prefix() + ", of " + one.ledger().counted("polls"))
          .isLessThanOrEqualTo(one.ledger().counted("polls") / 20);
    }
    assertThat(providers.nanoBanana.ledger().counted("creates"))
        .as("a loop takes a key frame and a film")
        .isEqualTo(7 * TENANTS);
    assertThat(providers.suno.ledger().counted("creates")).isEqualTo(3 * TENANTS);
    assertThat(providers.meshy.ledger().counted("creates")).isEqualTo(2 * TENANTS);
    assertThat(count("attempt WHERE failure_class IS NOT NULL")).isZero();
    assertBooksAgree("nano-banana", providers.nanoBanana.ledger(), "0.005");
    assertBooksAgree("suno", providers.suno.ledger(), "0.005");
    assertBooksAgree("meshy", providers.meshy.ledger(), "0.02");
  }

  // Issue 7: totals are the sum of the lines, and what the providers' own ledgers say, to the cent.
  private static void assertBooksAgree(String provider, SimulatedLedger theirs, String credit) {
    BigDecimal charged = theirs.charged().multiply(new BigDecimal(credit));
    for (String what : List.of("?groupBy=month,tenant&", "?groupBy=skill,day&", "/entries?")) {
      String path = "/api/v1/costs" + what + "format=ndjson&provider=" + provider;
      HttpResponse<byte[]> answer =
          LiveServer.get(URI.create(server.url() + path), bearer("operations", "operator"));
      BigDecimal ours =
          LiveServer.text(answer)
              .lines()
              .map(line -> new BigDecimal(LiveServer.object(line).getString("amount")))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(ours).as(path).isPositive().isEqualByComparingTo(charged);
    }
  }

  private static void accept() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> requests = new ArrayList<>();
      for (int i = 0; i < TENANTS; i++) {
        String bearer = bearer("tenant-" + i, "creator");
        ORDERS.forEach(order -> requests.add(() -> post(order, bearer)));
      }
      for (Future<Integer> answer : threads.invokeAll(requests)) {
        assertThat(answer.get()).isEqualTo(202);
      }
    }
  }

  private static int post(String order, String bearer) {
    return LiveServer.send(
            LiveServer.request(URI.create(server.url() + "/api/v1/runs/run/steps"), bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order))
                .build())
        .statusCode();
  }

  private static String bearer(String tenant, String group) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(server.url() + "/dev/token?groups=" + group + "&tenant=" + tenant))
            .POST(BodyPublishers.noBody())
            .build();
    return "Bearer " + LiveServer.text(LiveServer.send(request));
  }

  private static Map<String, Integer> statuses() throws Exception {
    Map<String, Integer> statuses = new TreeMap<>();
    try (Connection database = server.database();
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT status, count(*) FROM generation_job GROUP BY status")) {
      while (rows.next()) {
        statuses.put(rows.getString(1), rows.getInt(2));
      }
    }
    return statuses;
  }

  private static int count(String what) throws Exception {
    try (Connection database = server.database();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + what)) {
      row.next();
      return row.getInt(1);
    }
  }
}
