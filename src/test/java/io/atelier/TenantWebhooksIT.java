package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Issue 7, operations: a tenant's webhooks and signing keys by API, effective at once on all nodes,
 * audited with what was before and after, and changed by one at a time.
 */
@ExtendWith(TwoNodes.Extension.class)
class TenantWebhooksIT {
  private static final String SOUND =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"click\"}}";

  private final String tenant = LiveServer.newTenant();
  private final String creator = LiveServer.bearer(tenant);
  private final String operator = LiveServer.operator();
  private final BlockingQueue<String> called = new LinkedBlockingQueue<>();
  private HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  @Test
  void an_operator_has_a_tenant_told_here_then_there_and_then_no_more_on_every_node(TwoNodes nodes)
      throws Exception {
    AssetCaller first = nodes.operator();
    AssetCaller made = nodes.caller(tenant).at(nodes.second());
    JsonObject webhook = LiveServer.json(first.post(webhooks(), order("/here", "job.completed")));
    assertThat(webhook.getString("secret")).startsWith("whsec_");
    made.post("/api/v1/runs/r/steps", SOUND);
    assertThat(called.poll(30, TimeUnit.SECONDS)).isEqualTo("/here");

    String path = webhooks() + "/" + webhook.getString("id");
    assertThat(
            first
                .send(
                    "PUT",
                    path,
                    BodyPublishers.ofString(order("/there", "job.completed")),
                    "Content-Type",
                    "application/json")
                .statusCode())
        .isEqualTo(200);
    made.post("/api/v1/runs/r/steps", SOUND);
    assertThat(called.poll(30, TimeUnit.SECONDS)).isEqualTo("/there");
    for (AssetCaller node : List.of(first, first.at(nodes.second()))) {
      assertThat(LiveServer.json(node.get(path)).getString("url")).endsWith("/there");
      assertThat(LiveServer.text(node.get(path))).doesNotContain("whsec_");
      assertThat(LiveServer.text(node.get(webhooks()))).contains("/there").doesNotContain("whsec_");
    }

    assertThat(first.delete(path).statusCode()).isEqualTo(204);
    assertThat(LiveServer.json(made.get("/api/v1/webhooks")).getJsonArray("items")).isEmpty();
  }

  @Test
  void who_changed_a_webhook_is_audited_with_what_was_before_and_after_and_no_secret() {
    JsonObject webhook =
        LiveServer.json(post(webhooks(), order("/hook/nightingale?token=canary"), operator));
    String path = webhooks() + "/" + webhook.getString("id");
    put(path, order("/hook/magpie?token=parrot"), operator);
    put(path, order("/hook/magpie?token=parrot"), operator);
    JsonObject rotated = LiveServer.json(post(path + "/rotate-secret", "", operator));
    put("/api/v1/webhooks/" + webhook.getString("id"), order("/own", "job.failed"), creator);
    LiveServer.send(LiveServer.request(LiveServer.at(path), operator).DELETE().build());

    List<JsonObject> told = audited();
    assertThat(told)
        .as("what stays as it is, is not told")
        .extracting(entry -> entry.getString("action"))
        .containsExactly(
            "webhook-delete",
            "webhook-change",
            "webhook-secret-rotate",
            "webhook-change",
            "webhook-create");
    assertThat(told.get(1).getString("actor_tenant")).as("the tenant itself").isEqualTo(tenant);
    assertThat(told.get(0).getString("actor_tenant")).as("an operator").isNotEqualTo(tenant);
    for (int i = 0; i + 1 < told.size(); i++) {
      assertThat(detail(told, i).get("before")).isEqualTo(detail(told, i + 1).get("after"));
      assertThat(detail(told, i).get("before")).isNotEqualTo(detail(told, i).get("after"));
    }
    assertThat(detail(told, 0).get("after")).isEqualTo(JsonValue.NULL);
    assertThat(detail(told, 4).get("before")).isEqualTo(JsonValue.NULL);
    assertThat(detail(told, 1).getJsonObject("after").getJsonArray("types"))
        .hasToString("[\"job.failed\"]");
    assertThat(detail(told, 4).getJsonObject("after").getString("origin"))
        .isEqualTo("http://localhost:" + receiver.getAddress().getPort());
    assertThat(told.toString())
        .as("a path may be as secret as a query")
        .doesNotContain("canary", "parrot", "nightingale", "magpie", "/hook", "/own")
        .doesNotContain(webhook.getString("secret").substring(6))
        .doesNotContain(rotated.getString("secret").substring(6));
  }

  @Test
  void an_operator_sees_what_a_tenant_was_sent_and_has_it_sent_again_which_is_audited()
      throws Exception {
    JsonObject webhook =
        LiveServer.json(post(webhooks(), order("/hook", "job.completed"), operator));
    String path = webhooks() + "/" + webhook.getString("id");
    LiveServer.settled("r", SOUND, creator);
    assertThat(called.poll(30, TimeUnit.SECONDS)).isEqualTo("/hook");
    JsonObject delivery = delivered(path);
    assertThat(delivery.getString("type")).isEqualTo("job.completed");
    assertThat(delivery.getJsonArray("attempts")).hasSize(1);
    JsonObject own =
        LiveServer.json(
                LiveServer.get(
                    LiveServer.at("/api/v1/webhooks/" + webhook.getString("id") + "/deliveries"),
                    creator))
            .getJsonArray("items")
            .getJsonObject(0);
    assertThat(own.getString("id")).as("the same log").isEqualTo(delivery.getString("id"));

    String again = "/deliveries/" + delivery.getString("id") + "/redeliver";
    HttpResponse<byte[]> begun = post(path + again, "", operator);
    assertThat(begun.statusCode()).isEqualTo(202);
    assertThat(called.poll(30, TimeUnit.SECONDS)).isEqualTo("/hook");
    assertThat(delivered(path).getJsonArray("attempts")).hasSize(2);
    JsonObject told = audited().getFirst();
    assertThat(told.getString("action")).isEqualTo("webhook-redeliver");
    assertThat(told.getString("actor_tenant")).isNotEqualTo(tenant);
    assertThat(told.getJsonObject("detail").getString("delivery"))
        .isEqualTo(delivery.getString("id"));
    String another =
        "/api/v1/tenants/" + LiveServer.newTenant() + "/webhooks/" + webhook.getString("id");
    assertThat(post(another + again, "", operator).statusCode()).isEqualTo(404);
    assertThat(LiveServer.get(LiveServer.at(another + "/deliveries"), operator).statusCode())
        .isEqualTo(404);
    assertThat(post(path + again, "", creator).statusCode()).isEqualTo(403);
    assertThat(
            LiveServer.get(LiveServer.at(path + "/deliveries?status=LOST"), operator).statusCode())
        .isEqualTo(400);
  }

  /** The only delivery to a webhook, when what came of its last attempt is written down. */
  private JsonObject delivered(String path) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      List<JsonObject> done =
          LiveServer.json(
                  LiveServer.get(LiveServer.at(path + "/deliveries?status=DELIVERED"), operator))
              .getJsonArray("items")
              .getValuesAs(JsonValue::asJsonObject);
      if (!done.isEmpty()) {
        return done.getFirst();
      }
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Test
  void of_those_who_change_a_webhook_at_once_one_does_and_the_others_are_told_with_412()
      throws Exception {
    HttpResponse<byte[]> made = post(webhooks(), order("/hook"), operator);
    String path = webhooks() + "/" + LiveServer.json(made).getString("id");
    String read = tag(LiveServer.get(LiveServer.at(path), operator));
    assertThat(read).isEqualTo(tag(made));

    List<Integer> statuses =
        atOnce(i -> request(path, operator).PUT(BodyPublishers.ofString(order("/" + i))), read);
    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
    HttpResponse<byte[]> late =
        LiveServer.send(request(path, operator).header("If-Match", read).DELETE().build());
    assertThat(late.statusCode()).isEqualTo(412);
    String now = tag(LiveServer.get(LiveServer.at(path), operator));
    assertThat(
            LiveServer.send(request(path, operator).header("If-Match", now).DELETE().build())
                .statusCode())
        .isEqualTo(204);
  }

  @Test
  void of_those_who_rotate_keys_at_once_one_does_and_who_did_is_audited_by_their_ids()
      throws Exception {
    String keys = "/api/v1/tenants/" + tenant + "/signing-keys";
    HttpResponse<byte[]> first = post(keys, "", operator);
    List<Integer> statuses =
        atOnce(i -> request(keys, operator).POST(BodyPublishers.noBody()), tag(first));
    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 412);
    HttpResponse<byte[]> now = LiveServer.get(LiveServer.at(keys), operator);
    assertThat(tag(now)).isNotEqualTo(tag(first));
    List<String> before = ids(first);
    List<String> after = ids(now);
    assertThat(after).hasSize(2).endsWith(before.getFirst());

    LiveServer.send(request(keys + "/" + before.getFirst(), operator).DELETE().build());
    List<JsonObject> told = audited();
    assertThat(told)
        .extracting(entry -> entry.getString("action"))
        .containsExactly("signing-key-revoke", "signing-key-rotate", "signing-key-rotate");
    assertThat(detail(told, 1))
        .hasToString("{\"after\":" + array(after) + ",\"before\":" + array(before) + "}");
    assertThat(detail(told, 0))
        .hasToString(
            "{\"after\":" + array(after.subList(0, 1)) + ",\"before\":" + array(after) + "}");
  }

  @Test
  void they_are_the_operators_and_another_tenants_are_not_there() {
    String id = LiveServer.json(post(webhooks(), order("/hook"), operator)).getString("id");
    assertThat(LiveServer.get(LiveServer.at(webhooks()), creator).statusCode()).isEqualTo(403);
    assertThat(post(webhooks(), order("/hook"), creator).statusCode()).isEqualTo(403);
    String another = "/api/v1/tenants/" + LiveServer.newTenant() + "/webhooks/";
    for (String path :
        List.of(another + id, webhooks() + "/" + UUID.randomUUID(), webhooks() + "/none")) {
      assertThat(LiveServer.get(LiveServer.at(path), operator).statusCode()).isEqualTo(404);
      assertThat(put(path, order("/hook"), operator).statusCode()).isEqualTo(404);
      assertThat(post(path + "/rotate-secret", "", operator).statusCode()).isEqualTo(404);
      assertThat(post(path + "/enable", "", operator).statusCode()).isEqualTo(404);
      assertThat(LiveServer.send(request(path, operator).DELETE().build()).statusCode())
          .isEqualTo(404);
    }
    HttpResponse<byte[]> inwards = post(webhooks(), "{\"url\":\"https://10.0.0.1/\"}", operator);
    assertThat(LiveServer.json(inwards).getString("field")).isEqualTo("url");
    // Not by a change either, whoever makes it.
    for (HttpResponse<byte[]> moved :
        List.of(
            put(webhooks() + "/" + id, "{\"url\":\"https://10.0.0.1/\"}", operator),
            put("/api/v1/webhooks/" + id, "{\"url\":\"https://10.0.0.1/\"}", creator))) {
      assertThat(moved.statusCode()).isEqualTo(400);
      assertThat(LiveServer.json(moved).getString("field")).isEqualTo("url");
    }
    assertThat(
            LiveServer.json(LiveServer.get(LiveServer.at(webhooks() + "/" + id), operator))
                .getString("url"))
        .endsWith("/hook");
    assertThat(LiveServer.get(LiveServer.at(webhooks() + "/" + id), operator).statusCode())
        .isEqualTo(200);
  }

  private void receive(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    called.add(exchange.getRequestURI().getPath());
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private String webhooks() {
    return "/api/v1/tenants/" + tenant + "/webhooks";
  }

  private String order(String path, String... types) {
    var order = Json.createObjectBuilder();
    order.add("url", "http://localhost:" + receiver.getAddress().getPort() + path);
    if (types.length > 0) {
      order.add("types", Json.createArrayBuilder(List.of(types)));
    }
    return order.build().toString();
  }

  private List<JsonObject> audited() {
    return LiveServer.json(
            LiveServer.get(LiveServer.at("/api/v1/audit?tenant=" + tenant), operator))
        .getJsonArray("items")
        .getValuesAs(JsonValue::asJsonObject);
  }

  private static JsonObject detail(List<JsonObject> entries, int i) {
    return entries.get(i).getJsonObject("detail");
  }

  private static List<String> ids(HttpResponse<byte[]> keys) {
    return LiveServer.json(keys).getJsonArray("items").getValuesAs(JsonValue::asJsonObject).stream()
        .map(key -> key.getString("id"))
        .toList();
  }

  private static JsonArray array(List<String> texts) {
    return Json.createArrayBuilder(texts).build();
  }

  private static List<Integer> atOnce(IntFunction<HttpRequest.Builder> request, String read)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> all =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              LiveServer.send(request.apply(i).header("If-Match", read).build())
                                  .statusCode()))
              .toList();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> one : all) {
        statuses.add(one.get());
      }
      return statuses;
    }
  }

  private static HttpRequest.Builder request(String path, String authorization) {
    URI address = LiveServer.at(path);
    return LiveServer.request(address, authorization).header("Content-Type", "application/json");
  }

  private static HttpResponse<byte[]> post(String path, String body, String authorization) {
    return LiveServer.send(
        request(path, authorization).POST(BodyPublishers.ofString(body)).build());
  }

  private static HttpResponse<byte[]> put(String path, String body, String authorization) {
    return LiveServer.put(LiveServer.at(path), body, authorization);
  }

  private static String tag(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }
}
