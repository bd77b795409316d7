package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator closes a tenant: nobody speaks for it any more, and what it asked for is made. */
@ExtendWith(TwoNodes.Extension.class)
class ClosedTenantIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SOUND =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"click\"}}";
  private static final String TEXTURE =
      "{\"skill\":\"generate_texture\",\"input\":{\"prompt\":\"granite\",\"size\":2048}}";

  private final String tenant = LiveServer.newTenant();
  private final String creator = LiveServer.bearer(tenant);
  private final String operator = LiveServer.operator();

  @Test
  void a_closed_tenant_is_refused_everywhere_until_it_is_opened() throws SQLException {
    JsonObject job = LiveServer.settled("spring", SOUND, creator);
    URI address = URI.create(job.getJsonObject("links").getString("self"));
    assertThat(closed()).isFalse();

    assertThat(close(true).statusCode()).isEqualTo(200);

    assertThat(closed()).isTrue();
    long rows = LiveServer.rowsOf(tenant);
    for (HttpResponse<byte[]> answer :
        List.of(
            LiveServer.get(address, creator),
            LiveServer.get(LiveServer.at("/api/v1/jobs/" + UUID.randomUUID()), creator),
            LiveServer.get(LiveServer.at("/api/v1/storage"), creator),
            LiveServer.postStep("spring", SOUND, creator),
            LiveServer.postStep("spring", "nonsense", creator))) {
      assertClosed(answer);
    }
    assertThat(LiveServer.rowsOf(tenant)).isEqualTo(rows);

    assertThat(close(false).statusCode()).isEqualTo(200);
    assertThat(LiveServer.get(address, creator).statusCode()).isEqualTo(200);
  }

  /** Issue 3: neither a token nor a signed URL of a closed tenant opens an asset, on any node. */
  @Test
  void its_assets_end_on_every_node_with_the_answer_and_are_there_when_it_is_opened(
      TwoNodes nodes) {
    AssetCaller here = nodes.caller(tenant);
    AssetCaller there = here.at(nodes.second());
    JsonObject artifact = here.upload("spring", WavFile.of(3_000, 1));
    String uri = artifact.getString("uri");
    String signed = artifact.getString("signed_uri");
    String access = "/api/v1/tenants/" + tenant + "/access";
    for (AssetCaller node : List.of(here, there)) {
      assertThat(node.get(uri).statusCode()).isEqualTo(200);
      assertThat(node.anonymous().get(signed).statusCode()).isEqualTo(200);
    }

    assertThat(put(nodes, access, "{\"closed\":true}")).isEqualTo(200);
    assertClosed(here.get(uri));
    assertClosed(here.anonymous().get(signed));
    assertClosed(there.get(uri));
    assertClosed(there.anonymous().get(signed));
    assertClosed(there.get(uri, "Range", "bytes=0-3"));
    assertThat(there.head(uri).statusCode()).isEqualTo(403);

    assertThat(put(nodes, access, "{\"closed\":false}")).isEqualTo(200);
    assertThat(here.get(uri).statusCode()).isEqualTo(200);
    assertThat(there.get(uri).statusCode()).isEqualTo(200);
    assertThat(there.anonymous().get(signed).statusCode()).isEqualTo(200);
  }

  /** Issue 7: a change is not taken back for a node that hangs; its answer says which. */
  @Test
  void a_node_that_does_not_know_in_time_is_named_and_knows_as_soon_as_it_goes_on(TwoNodes nodes)
      throws Exception {
    AssetCaller there = nodes.caller(tenant).at(nodes.second());
    String uri = there.upload("spring", WavFile.of(3_000, 1)).getString("uri");
    String access = "/api/v1/tenants/" + tenant + "/access";
    JsonObject hanging =
        LiveServer.json(nodes.operator().at(nodes.second()).get("/api/v1/nodes"))
            .getJsonArray("items")
            .getValuesAs(JsonValue::asJsonObject)
            .stream()
            .filter(node -> node.getBoolean("answering"))
            .findFirst()
            .orElseThrow();

    HttpResponse<byte[]> answer;
    nodes.second().signal("STOP");
    try {
      answer = change(nodes, access, "{\"closed\":true}");
    } finally {
      nodes.second().signal("CONT");
    }
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Unconfirmed-Nodes")).contains(hanging.getString("id"));
    assertThat(LiveServer.json(answer).getBoolean("closed")).as("it is done").isTrue();
    await(() -> there.get(uri).statusCode() == 403);
    assertThat(put(nodes, access, "{\"closed\":false}")).as("it is back").isEqualTo(200);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static int put(TwoNodes nodes, String path, String body) {
    return change(nodes, path, body).statusCode();
  }

  private static HttpResponse<byte[]> change(TwoNodes nodes, String path, String body) {
    return nodes
        .operator()
        .send("PUT", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
  }

  @Test
  void closing_stops_no_job_in_flight() {
    HttpResponse<byte[]> accepted = LiveServer.postStep("spring", TEXTURE, creator);
    assertThat(accepted.statusCode()).isEqualTo(202);
    URI address = URI.create(accepted.headers().firstValue("Location").orElseThrow());

    close(true);
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!status(address).equals("COMPLETED")) {
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    close(false);

    assertThat(LiveServer.json(LiveServer.get(address, creator)).getString("status"))
        .isEqualTo("COMPLETED");
  }

  @Test
  void an_operator_of_a_closed_tenant_can_do_nothing_but_open_tenants() {
    String locked = LiveServer.bearer(tenant, "operator,creator");
    assertThat(access(true, locked).statusCode()).isEqualTo(200);

    assertClosed(LiveServer.get(LiveServer.at("/api/v1/storage"), locked));
    assertClosed(LiveServer.get(LiveServer.at("/api/v1/audit"), locked));
    assertClosed(LiveServer.postStep("spring", SOUND, locked));
    assertThat(LiveServer.json(LiveServer.get(accessAddress(), locked)).getBoolean("closed"))
        .isTrue();

    assertThat(access(false, locked).statusCode()).isEqualTo(200);
    assertThat(LiveServer.get(LiveServer.at("/api/v1/audit"), locked).statusCode()).isEqualTo(200);
  }

  @Test
  void a_creator_may_neither_see_nor_change_it() {
    for (String caller : List.of(creator, LiveServer.bearer(LiveServer.newTenant()))) {
      assertThat(access(true, caller).statusCode()).isEqualTo(403);
      assertThat(LiveServer.get(accessAddress(), caller).statusCode()).isEqualTo(403);
    }
    assertThat(closed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|MISSING_FIELD|closed",
        "{\"closed\":null}|INVALID_FIELD|closed",
        "{\"closed\":\"true\"}|INVALID_FIELD|closed",
        "{\"closed\":1}|INVALID_FIELD|closed",
        "{\"closed\":true,\"until\":\"x\"}|UNKNOWN_FIELD|until",
        "{\"closed\":true,\"closed\":false}|MALFORMED_JSON|",
        "[true]|MALFORMED_JSON|"
      })
  void a_document_of_another_form_is_refused(String body, String code, String field) {
    HttpResponse<byte[]> answer = LiveServer.put(accessAddress(), body, operator);
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonObject problem = LiveServer.json(answer);
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getString("field", null)).isEqualTo(field);
    assertThat(closed()).isFalse();
  }

  @Test
  void a_tenant_that_can_be_none_is_refused() {
    HttpResponse<byte[]> answer =
        LiveServer.put(LiveServer.at("/api/v1/tenants/Acme/access"), "{\"closed\":true}", operator);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.json(answer).getString("field")).isEqualTo("tenant");
  }

  private static void assertClosed(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(403);
    JsonObject problem = LiveServer.json(answer);
    assertThat(problem.getString("code")).isEqualTo("TENANT_CLOSED");
    assertThat(problem.getBoolean("retryable")).isFalse();
  }

  private HttpResponse<byte[]> close(boolean closed) {
    return access(closed, operator);
  }

  private HttpResponse<byte[]> access(boolean closed, String authorization) {
    return LiveServer.put(accessAddress(), "{\"closed\":" + closed + "}", authorization);
  }

  private boolean closed() {
    return LiveServer.json(LiveServer.get(accessAddress(), operator)).getBoolean("closed");
  }

  private URI accessAddress() {
    return LiveServer.at("/api/v1/tenants/" + tenant + "/access");
  }

  private static String status(URI job) {
    String id = job.getPath().substring(job.getPath().lastIndexOf('/') + 1);
    try {
      return LiveServer.text("SELECT status FROM generation_job WHERE id = CAST(? AS uuid)", id);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
