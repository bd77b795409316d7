package io.atelier.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.LiveServer;
import io.atelier.OwnServers;
import io.atelier.ServerProcess;
import io.atelier.simulated.NanoBananaSimulator;
import io.atelier.simulated.SimulatedMedia;
import io.atelier.simulated.SimulatedProviders;
import io.atelier.telemetry.TraceReceiver.Received;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A job from its caller's request to its asset, as traces and as lines of a log in JSON. */
@OwnServers
class JobTraceIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String TEXTURE =
      "{\"skill\":\"generate_texture\",\"input\":{\"prompt\":\"brushed gold %s\",\"size\":1024}}";

  private static SimulatedProviders providers;
  private static TraceReceiver receiver;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    receiver = new TraceReceiver();
    providers = new SimulatedProviders(0, 5, SimulatedMedia.faithful());
    server = ServerProcess.development("traces_it");
    providers.variables().forEach(server::with);
    server
        .with("OTEL_SDK_DISABLED", "false")
        .with("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url())
        .with("OTEL_BSP_SCHEDULE_DELAY", "100")
        .with("GENERATION_IMAGE_PROVIDERS", "nano-banana")
        .with("GENERATION_IMAGE_POLL_INTERVAL", "PT0.5S")
        .with("GENERATION_IMAGE_TIMEOUT", "PT5M") // a restart on a busy machine is part of it
        .with("WLP_LOGGING_CONSOLE_FORMAT", "JSON")
        .with("WLP_LOGGING_CONSOLE_SOURCE", "message")
        .with("WLP_LOGGING_CONSOLE_LOGLEVEL", "INFO")
        .start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    providers.close();
    receiver.close();
  }

  @Test
  @DisplayName("a job is one trace below its caller's span, also through a kill -9")
  void a_job_is_one_trace_through_a_restart() throws Exception {
    String bearer = bearer("acme");
    URI job =
        order(TEXTURE.formatted("[[sim:slow:40]]"), bearer, "00-" + TRACE + "-" + CALLER + "-01");
    receiver.trace(TRACE, "accept");
    awaitTask(job, bearer);

    server.kill();
    server.start();

    JsonObject done = LiveServer.settled(job, bearer("acme"));
    assertThat(done.getString("status")).as("%s", done).isEqualTo("COMPLETED");
    List<Received> spans = receiver.trace(TRACE, "job");
    Map<String, Received> byName =
        spans.stream().collect(Collectors.toMap(Received::name, span -> span));
    assertThat(byName)
        .containsOnlyKeys(
            "job",
            "accept",
            "queue",
            "attempt",
            "generate",
            "create",
            "download",
            "fit",
            "store",
            "settle");
    Received root = byName.get("job");
    assertThat(root.parent()).isEqualTo(CALLER);
    assertThat(root.attributes())
        .containsEntry("atelier.job", done.getString("id"))
        .containsEntry("atelier.tenant", "acme")
        .containsEntry("atelier.status", "COMPLETED");
    for (String part : List.of("accept", "queue", "attempt", "settle")) {
      assertThat(byName.get(part).parent()).as(part).isEqualTo(root.id());
    }
    for (String part : List.of("generate", "download", "fit", "store")) {
      assertThat(byName.get(part).parent()).as(part).isEqualTo(byName.get("attempt").id());
    }
    assertThat(byName.get("create").parent()).isEqualTo(byName.get("generate").id());
    assertThat(spans).allSatisfy(span -> assertThat(span.failed()).isFalse());
    assertThat(spans).allSatisfy(span -> assertThat(span.start()).isLessThanOrEqualTo(span.end()));
    assertInOrder(byName, "queue", "generate", "download", "fit", "store", "settle");
    assertThat(spans.toString()).doesNotContain("gold", NanoBananaSimulator.KEY);
  }

  @Test
  @DisplayName("a job's lines carry job, tenant and trace; a planted key is in none")
  void a_jobs_lines_say_whose_they_are() throws Exception {
    String bearer = bearer("logging");
    JsonObject job =
        LiveServer.settled(order(TEXTURE.formatted("[[sim:fail_echo]]"), bearer, ""), bearer);
    assertThat(job.getString("status")).isEqualTo("FAILED");
    String id = job.getString("id");
    Received root =
        receiver.await(
            span -> span.name().equals("job") && id.equals(span.attributes().get("atelier.job")));

    assertThat(root.failed()).isTrue();
    assertThat(root.parent()).isEmpty();
    List<JsonObject> lines =
        lines().filter(line -> line.getString("message", "").contains(id)).toList();
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line.getString("ext_job")).isEqualTo(id);
              assertThat(line.getString("ext_tenant")).isEqualTo("logging");
              assertThat(line.getString("ext_trace")).isEqualTo(root.trace());
              assertThat(line.getString("loglevel")).isEqualTo("INFO");
            });
    assertThat(Files.readString(server.log())).doesNotContain(NanoBananaSimulator.KEY);
    // Nor does a line of nobody's name somebody.
    assertThat(lines().filter(line -> line.getString("message", "").contains("CWWKF0011I")))
        .isNotEmpty()
        .noneMatch(line -> line.containsKey("ext_job"));
  }

  private static Stream<JsonObject> lines() throws IOException {
    return Files.readAllLines(server.log()).stream()
        .filter(line -> line.startsWith("{"))
        .map(line -> Json.createReader(new StringReader(line)).readObject());
  }

  private static void assertInOrder(Map<String, Received> spans, String... names) {
    for (int i = 1; i < names.length; i++) {
      assertThat(spans.get(names[i]).start())
          .as("%s begins after %s", names[i], names[i - 1])
          .isGreaterThanOrEqualTo(spans.get(names[i - 1]).start());
    }
  }

  private static URI order(String step, String bearer, String traceparent) {
    HttpRequest.Builder request =
        LiveServer.request(URI.create(server.url() + "/api/v1/runs/run/steps"), bearer)
            .header("Content-Type", "application/json");
    if (!traceparent.isEmpty()) {
      request.header("traceparent", traceparent);
    }
    HttpResponse<byte[]> accepted =
        LiveServer.send(request.POST(BodyPublishers.ofString(step)).build());
    assertThat(accepted.statusCode()).as(LiveServer.text(accepted)).isEqualTo(202);
    return URI.create(accepted.headers().firstValue("Location").orElseThrow());
  }

  // Its provider has it, and this server knows as what.
  private static void awaitTask(URI job, String bearer) {
    while (true) {
      JsonObject now = LiveServer.json(LiveServer.get(job, bearer));
      if (!now.getJsonArray("attempts").isEmpty()
          && now.getJsonArray("attempts").getJsonObject(0).get("provider_job_id")
              != JsonValue.NULL) {
        assertThat(now.getString("status")).isEqualTo("PROCESSING");
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static String bearer(String tenant) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(server.url() + "/dev/token?tenant=" + tenant + "&groups=creator"))
            .POST(BodyPublishers.noBody())
            .build();
    return "Bearer " + LiveServer.text(LiveServer.send(request));
  }
}
