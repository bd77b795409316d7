package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant at its quota is refused before any money is spent, and says why. */
@Isolated("waits for a few seconds at most")
class StorageQuotaIT {
  private static final String SOUND =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"click\"}}";
  private static final String ANOTHER =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"win\"}}";

  private final String tenant = LiveServer.newTenant();
  private final String creator = LiveServer.bearer(tenant);
  private final String operator = LiveServer.operator();

  @Test
  void a_step_above_the_quota_is_refused_and_nothing_is_written() throws SQLException {
    long size =
        LiveServer.settled("spring", SOUND, creator)
            .getJsonObject("artifact")
            .getJsonNumber("size_bytes")
            .longValueExact();
    assertThat(quota()).isEqualTo(JsonValue.NULL);
    set(String.valueOf(size));
    assertThat(quota()).hasToString(String.valueOf(size));
    long rows = LiveServer.rowsOf(tenant);

    HttpResponse<byte[]> refused = LiveServer.postStep("summer", ANOTHER, creator);

    assertThat(refused.statusCode()).isEqualTo(403);
    JsonObject problem = LiveServer.json(refused);
    assertThat(problem.getString("code")).isEqualTo("QUOTA_EXCEEDED");
    assertThat(problem.getBoolean("retryable")).isFalse();
    assertThat(problem.getString("detail"))
        .contains(String.valueOf(size), "delete artifacts", "operator");
    assertThat(LiveServer.rowsOf(tenant)).isEqualTo(rows);

    set(String.valueOf(size + 1));
    LiveServer.settled("summer", ANOTHER, creator);
    // What was accepted below it was made and kept; above it there is no more, within two seconds.
    long since = System.nanoTime();
    while (LiveServer.postStep("autumn", SOUND, creator).statusCode() != 403) {
      assertThat(System.nanoTime() - since).isLessThan(Duration.ofSeconds(4).toNanos());
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }

    set("null");
    assertThat(LiveServer.postStep("autumn", SOUND, creator).statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_upload_above_the_quota_is_refused_however_it_comes(boolean chunked) throws SQLException {
    byte[] file = WavFile.of(10_000, 1);
    set(String.valueOf(file.length - 1));
    HttpRequest.BodyPublisher body =
        chunked
            ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file))
            : BodyPublishers.ofByteArray(file);
    URI uploads = LiveServer.at("/api/v1/runs/spring/artifacts?type=audio");

    HttpResponse<byte[]> refused =
        LiveServer.send(LiveServer.request(uploads, creator).POST(body).build());

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(LiveServer.json(refused).getString("code")).isEqualTo("QUOTA_EXCEEDED");
    assertThat(LiveServer.rowsOf(tenant)).isZero();
    set(String.valueOf(file.length));
    assertThat(
            LiveServer.send(LiveServer.request(uploads, creator).POST(body).build()).statusCode())
        .isEqualTo(201);
  }

  /** What is brought never takes a tenant above its quota, however much of it comes at once. */
  @Test
  void of_many_uploads_at_once_exactly_those_that_fit_are_kept() throws Exception {
    List<byte[]> files = IntStream.range(0, 24).mapToObj(i -> WavFile.of(10_000, i)).toList();
    long size = files.get(0).length;
    set(String.valueOf(7 * size + size / 2));
    URI uploads = LiveServer.at("/api/v1/runs/spring/artifacts?type=audio");
    List<Future<HttpResponse<byte[]>>> answers;
    try (ExecutorService clients = Executors.newFixedThreadPool(files.size())) {
      answers =
          clients.invokeAll(
              files.stream()
                  .<Callable<HttpResponse<byte[]>>>map(
                      file ->
                          () ->
                              LiveServer.send(
                                  LiveServer.request(uploads, creator)
                                      .POST(BodyPublishers.ofByteArray(file))
                                      .build()))
                  .toList());
    }
    int kept = 0;
    for (Future<HttpResponse<byte[]>> answer : answers) {
      if (answer.get().statusCode() == 201) {
        kept++;
      } else {
        assertThat(LiveServer.json(answer.get()).getString("code")).isEqualTo("QUOTA_EXCEEDED");
      }
    }
    assertThat(kept).isEqualTo(7);
  }

  @Test
  void what_a_tenant_keeps_already_takes_no_more_of_its_quota() {
    byte[] file = WavFile.of(10_000, 1);
    URI uploads = LiveServer.at("/api/v1/runs/spring/artifacts?type=audio");
    set(String.valueOf(file.length + file.length / 2));
    for (int i = 0; i < 2; i++) {
      // Without a length: one that is said is refused by what it would take at most.
      HttpResponse<byte[]> answer =
          LiveServer.send(
              LiveServer.request(uploads, creator)
                  .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file)))
                  .build());
      assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(201);
    }
  }

  @Test
  void a_quota_that_is_taken_away_is_the_default_again_at_once() {
    set("0");
    assertThat(LiveServer.postStep("spring", SOUND, creator).statusCode()).isEqualTo(403);
    for (int i = 0; i < 2; i++) {
      HttpResponse<byte[]> answer = delete(operator);
      assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(200);
      assertThat(LiveServer.json(answer).get("quota_bytes")).isEqualTo(JsonValue.NULL);
    }
    assertThat(quota()).isEqualTo(JsonValue.NULL);
    assertThat(LiveServer.postStep("spring", SOUND, creator).statusCode()).isEqualTo(202);
    assertThat(delete(creator).statusCode()).isEqualTo(403);
    String trail =
        LiveServer.text(LiveServer.get(LiveServer.at("/api/v1/audit?tenant=" + tenant), operator));
    assertThat(trail).containsOnlyOnce("\"after\":null");
  }

  private HttpResponse<byte[]> delete(String authorization) {
    return LiveServer.send(LiveServer.request(address(), authorization).DELETE().build());
  }

  @Test
  void anothers_quota_is_nobody_elses() {
    set("0");
    assertThat(LiveServer.postStep("spring", SOUND, creator).statusCode()).isEqualTo(403);
    assertThat(
            LiveServer.postStep("spring", SOUND, LiveServer.bearer(LiveServer.newTenant()))
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void a_creator_may_neither_see_nor_change_it() {
    assertThat(LiveServer.get(address(), creator).statusCode()).isEqualTo(403);
    assertThat(LiveServer.put(address(), "{\"quota_bytes\":9}", creator).statusCode())
        .isEqualTo(403);
    assertThat(quota()).isEqualTo(JsonValue.NULL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|MISSING_FIELD|quota_bytes",
        "{\"quota_bytes\":-1}|INVALID_FIELD|quota_bytes",
        "{\"quota_bytes\":\"5\"}|INVALID_FIELD|quota_bytes",
        "{\"quota_bytes\":9223372036854775808}|INVALID_FIELD|quota_bytes",
        "{\"quota\":5}|UNKNOWN_FIELD|quota"
      })
  void a_document_of_another_form_is_refused(String body, String code, String field) {
    HttpResponse<byte[]> answer = LiveServer.put(address(), body, operator);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.json(answer).getString("code")).isEqualTo(code);
    assertThat(LiveServer.json(answer).getString("field")).isEqualTo(field);
    assertThat(quota()).isEqualTo(JsonValue.NULL);
  }

  @Test
  void whoever_sets_it_is_in_the_audit_trail() {
    set("5");
    set("null");
    List<JsonObject> entries =
        LiveServer.json(LiveServer.get(LiveServer.at("/api/v1/audit?tenant=" + tenant), operator))
            .getJsonArray("items")
            .getValuesAs(JsonValue::asJsonObject);
    assertThat(entries).hasSize(2);
    assertThat(entries).allMatch(e -> e.getString("action").equals("storage-change"));
    assertThat(entries.get(0).getJsonObject("detail"))
        .hasToString("{\"after\":{\"quota_bytes\":null},\"before\":{\"quota_bytes\":5}}");
    assertThat(entries.get(1).getJsonObject("detail"))
        .hasToString("{\"after\":{\"quota_bytes\":5},\"before\":null}");
  }

  private void set(String bytes) {
    HttpResponse<byte[]> answer =
        LiveServer.put(address(), "{\"quota_bytes\":" + bytes + "}", operator);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(LiveServer.text(answer)).isEqualTo("{\"quota_bytes\":" + bytes + "}");
  }

  private JsonValue quota() {
    return LiveServer.json(LiveServer.get(address(), operator)).get("quota_bytes");
  }

  private URI address() {
    return LiveServer.at("/api/v1/tenants/" + tenant + "/storage");
  }
}
