package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.atelier.EventSource.Message;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 4, webhooks: a tenant's receivers are told, at least once each, whatever they do. */
@Isolated("waits for a few seconds at most")
@ExtendWith(TwoNodes.Extension.class)
class WebhooksIT {
  private static final String SOUND =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"click\"}}";

  private final String tenant = LiveServer.newTenant();
  private final String creator = LiveServer.bearer(tenant);
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final AtomicInteger received = new AtomicInteger();
  private volatile Function<Call, Integer> behaviour = call -> 204;
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
  void every_event_is_delivered_signed_as_the_specification_has_it() throws Exception {
    JsonObject webhook = create(url("/hook"));
    JsonObject job = LiveServer.settled("spring", SOUND, creator);

    List<Call> told = next(3);
    assertThat(told)
        .extracting(call -> call.json().getString("type"))
        .containsExactlyInAnyOrder("job.accepted", "job.started", "job.completed");
    List<Message> streamed;
    try (EventSource source =
        EventSource.open("/api/v1/jobs/" + job.getString("id") + "/events", creator)) {
      streamed = source.next(3);
    }
    for (Call call : told) {
      assertThat(call.path()).isEqualTo("/hook");
      assertThat(call.header("content-type")).isEqualTo("application/json");
      assertThat(call.header("webhook-id")).isEqualTo(call.json().getString("id"));
      assertThat(Long.parseLong(call.header("webhook-timestamp")))
          .isCloseTo(Instant.now().getEpochSecond(), Offset.offset(30L));
      assertThat(call.header("webhook-signature")).isEqualTo(signature(webhook, call));
      assertThat(streamed).extracting(Message::json).contains(call.json());
    }
    awaitDeliveries(webhook, "DELIVERED", 3);
  }

  @Test
  void only_the_types_asked_for_are_told() throws Exception {
    JsonObject webhook =
        create("{\"url\":\"%s\",\"types\":[\"job.completed\"]}", url("/completed"));
    assertThat(webhook.getJsonArray("types")).hasSize(1);
    LiveServer.settled("spring", SOUND, creator);
    assertThat(next(1).get(0).json().getString("type")).isEqualTo("job.completed");
    awaitDeliveries(webhook, "DELIVERED", 1);
    assertThat(calls).isEmpty();
  }

  @Test
  void a_receiver_that_fails_is_told_again_under_the_same_id() throws Exception {
    behaviour = call -> received.get() < 2 ? 500 : 200;
    JsonObject webhook = create(url("/hook"));
    tell(tenant, 1);

    List<Call> told = next(3);
    assertThat(told)
        .extracting(call -> call.header("webhook-id"))
        .containsOnly(told.get(0).header("webhook-id"));
    assertThat(told).extracting(Call::body).containsOnly(told.get(0).body());
    assertThat(told)
        .allMatch(call -> call.header("webhook-signature").equals(signature(webhook, call)));
    JsonObject delivery = awaitDeliveries(webhook, "DELIVERED", 1).get(0);
    assertThat(delivery.getString("id")).isEqualTo(told.get(0).header("webhook-id"));
    assertThat(delivery.getJsonArray("attempts").getValuesAs(JsonValue::asJsonObject))
        .extracting(attempt -> attempt.getInt("status"))
        .containsExactly(500, 500, 200);
    assertThat(get(path(webhook)).get("failing_since")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void what_is_given_up_can_be_sent_again() throws Exception {
    behaviour = call -> received.get() < 4 ? 302 : 200;
    JsonObject webhook = create(url("/hook"));
    tell(tenant, 1);

    JsonObject delivery = awaitDeliveries(webhook, "FAILED", 1).get(0);
    assertThat(next(4))
        .as("a redirect is no success and not followed")
        .extracting(Call::path)
        .containsOnly("/hook");
    assertThat(delivery.getJsonArray("attempts")).hasSize(4);
    assertThat(get(path(webhook)).getString("failing_since")).isNotEmpty();

    behaviour = call -> 200;
    HttpResponse<byte[]> again =
        post(path(webhook) + "/deliveries/" + delivery.getString("id") + "/redeliver", "", creator);
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(next(1).get(0).header("webhook-id")).isEqualTo(delivery.getString("id"));
    assertThat(awaitDeliveries(webhook, "DELIVERED", 1).get(0).getJsonArray("attempts")).hasSize(5);
  }

  @Test
  void a_receiver_that_is_gone_is_told_nothing_more_until_it_is_enabled() throws Exception {
    behaviour = call -> 410;
    JsonObject webhook = create(url("/hook"));
    try (EventSource source = EventSource.open("/api/v1/events?type=webhook.disabled", creator)) {
      tell(tenant, 1);
      JsonObject disabled = source.next().data();
      assertThat(disabled.getString("webhook")).isEqualTo(webhook.getString("id"));
      assertThat(disabled.getString("reason")).isEqualTo("GONE");
    }
    assertThat(get(path(webhook)).getString("disabled_reason")).isEqualTo("GONE");
    next(1);
    tell(tenant, 1);
    assertThat(calls.poll(1, TimeUnit.SECONDS)).isNull();

    behaviour = call -> 200;
    assertThat(post(path(webhook) + "/enable", "", creator).statusCode()).isEqualTo(200);
    tell(tenant, 1);
    next(1);
  }

  @Test
  void a_dead_receiver_delays_nobody_else() throws Exception {
    behaviour =
        call -> {
          if (call.path().equals("/dead")) {
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
          }
          return 200;
        };
    JsonObject dead = create(url("/dead"));
    create(url("/alive"));
    tell(tenant, 30);
    long begun = System.nanoTime();
    int alive = 0;
    while (alive < 30) {
      Call call = calls.poll(10, TimeUnit.SECONDS);
      assertThat(call).isNotNull();
      alive += call.path().equals("/alive") ? 1 : 0;
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(deliveries(dead, "DELIVERED")).isEmpty();
  }

  /** As when a node dies in between: what it sent is nowhere, and somebody else takes it. */
  @Test
  void what_was_sent_and_not_recorded_is_sent_again_under_the_same_id() throws Exception {
    JsonObject webhook = create(url("/hook"));
    behaviour =
        call -> {
          if (received.get() == 0) {
            takeOver(webhook);
          }
          return 200;
        };
    tell(tenant, 1);
    List<Call> told = next(2);
    assertThat(told.get(0).header("webhook-id")).isEqualTo(told.get(1).header("webhook-id"));
    JsonObject delivery = awaitDeliveries(webhook, "DELIVERED", 1).get(0);
    assertThat(delivery.getJsonArray("attempts")).hasSize(1);
  }

  @Test
  void no_secret_ends_sooner_for_another_rotation() throws Exception {
    JsonObject before = create(url("/hook"));
    JsonObject after = json(post(path(before) + "/rotate-secret", "", creator));
    assertThat(after.getString("secret")).isNotEqualTo(before.getString("secret"));
    tell(tenant, 1);
    Call call = next(1).get(0);
    assertThat(call.header("webhook-signature").split(" "))
        .containsExactly(signature(after, call), signature(before, call));

    JsonObject last = json(post(path(before) + "/rotate-secret", "", creator));
    HttpResponse<byte[]> more = post(path(before) + "/rotate-secret", "", creator);
    assertThat(more.statusCode()).isEqualTo(409);
    assertThat(json(more).getString("code")).isEqualTo("TOO_MANY_SECRETS");
    tell(tenant, 1);
    Call later = next(1).get(0);
    assertThat(later.header("webhook-signature").split(" "))
        .containsExactly(signature(last, later), signature(after, later), signature(before, later));

    overlapIsOver(before);
    tell(tenant, 1);
    Call alone = next(1).get(0);
    assertThat(alone.header("webhook-signature")).isEqualTo(signature(last, alone));
    JsonObject next = json(post(path(before) + "/rotate-secret", "", creator));
    tell(tenant, 1);
    Call again = next(1).get(0);
    assertThat(again.header("webhook-signature").split(" "))
        .containsExactly(signature(next, again), signature(last, again));
  }

  @Test
  void a_secret_is_shown_once_and_stands_in_no_log() throws Exception {
    HttpResponse<byte[]> created = order(body(url("/hook?key=canary-in-the-url")), creator);
    String secret = json(created).getString("secret");
    assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
    tell(tenant, 1);
    next(1);
    awaitDeliveries(json(created), "DELIVERED", 1);
    String shown = get("/api/v1/webhooks").toString() + get(path(json(created)));
    assertThat(shown).doesNotContain(secret, secret.substring(6));
    assertThat(get(path(json(created))).get("secret")).isEqualTo(JsonValue.NULL);
    Path logs = LiveServer.log().getParent();
    for (String log : List.of("messages.log", "console.log")) {
      if (Files.exists(logs.resolve(log))) {
        assertThat(Files.readString(logs.resolve(log)))
            .doesNotContain(secret.substring(6), "canary-in-the-url");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/hook",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://100.64.0.1/",
        "https://0x0a000001/",
        "https://167772161/",
        "https://user@example.com/",
        "https://example.com/#x",
        "https://no-such-name.invalid/",
        "ftp://example.com/",
        "https://",
        "nonsense"
      })
  void an_address_that_may_not_be_called_is_refused_always_with_the_same_words(String url) {
    HttpResponse<byte[]> answer = order(body(url), creator);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).getString("field")).isEqualTo("url");
    assertThat(json(answer).getString("detail"))
        .isEqualTo(
            "url must be an https URL of a host on the public internet, without user and"
                + " fragment.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{};url",
        "{'url':7};url",
        "{'url':'http://localhost:1/','types':[]};types",
        "{'url':'http://localhost:1/','types':['job.made']};types",
        "{'url':'http://localhost:1/','types':'job.failed'};types",
        "{'url':'http://localhost:1/','secret':'whsec_x'};secret"
      })
  void a_wrong_field_is_refused_by_its_name(String body, String field) {
    HttpResponse<byte[]> answer = order(body.replace('\'', '"'), creator);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).getString("field")).isEqualTo(field);
  }

  @Test
  void another_tenants_webhook_and_one_that_is_not_there_are_answered_alike() throws Exception {
    JsonObject webhook = create(url("/hook"));
    tell(tenant, 1);
    next(1);
    String delivery = awaitDeliveries(webhook, "DELIVERED", 1).get(0).getString("id");
    String stranger = LiveServer.bearer(LiveServer.newTenant());
    String absent =
        LiveServer.text(LiveServer.get(LiveServer.at("/api/v1/webhooks/none"), stranger));
    for (String id : List.of(webhook.getString("id"), UUID.randomUUID().toString(), "none")) {
      String path = "/api/v1/webhooks/" + id;
      for (HttpResponse<byte[]> answer :
          List.of(
              LiveServer.get(LiveServer.at(path), stranger),
              LiveServer.get(LiveServer.at(path + "/deliveries"), stranger),
              delete(path, stranger),
              post(path + "/rotate-secret", "", stranger),
              post(path + "/enable", "", stranger),
              post(path + "/deliveries/" + delivery + "/redeliver", "", stranger))) {
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(LiveServer.text(answer)).isEqualTo(absent);
      }
    }
    assertThat(
            LiveServer.json(LiveServer.get(LiveServer.at("/api/v1/webhooks"), stranger))
                .getJsonArray("items"))
        .isEmpty();

    assertThat(delete(path(webhook), creator).statusCode()).isEqualTo(204);
    assertThat(LiveServer.get(LiveServer.at(path(webhook)), creator).statusCode()).isEqualTo(404);
    tell(tenant, 1);
    assertThat(calls.poll(500, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void a_tenant_has_no_more_than_its_limit_and_pages_through_what_was_sent() throws Exception {
    JsonObject webhook = create(url("/hook"));
    for (int i = 1; i < 5; i++) {
      create("{\"url\":\"%s\",\"types\":[\"job.failed\"]}", url("/other"));
    }
    HttpResponse<byte[]> more = order(body(url("/hook")), creator);
    assertThat(more.statusCode()).isEqualTo(403);
    assertThat(json(more).getString("code")).isEqualTo("LIMIT_REACHED");

    tell(tenant, 7);
    next(7);
    awaitDeliveries(webhook, "DELIVERED", 7);
    List<String> ids = new ArrayList<>();
    String next = "";
    do {
      JsonObject page = get(path(webhook) + "/deliveries?limit=3" + next);
      page.getJsonArray("items").getValuesAs(JsonValue::asJsonObject).stream()
          .map(delivery -> delivery.getString("id"))
          .forEach(ids::add);
      next = page.isNull("next") ? "" : "&cursor=" + page.getString("next");
    } while (!next.isEmpty());
    assertThat(ids).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void two_nodes_deliver_each_event_once_while_both_live(TwoNodes nodes) throws Exception {
    AssetCaller caller = nodes.caller(tenant);
    assertThat(caller.post("/api/v1/webhooks", body(url("/hook"))).statusCode()).isEqualTo(201);
    try (Connection database = nodes.first().database()) {
      tell(database, tenant, 40);
    }
    List<Call> told = next(40);
    assertThat(told).extracting(call -> call.header("webhook-id")).doesNotHaveDuplicates();
    assertThat(calls.poll(2, TimeUnit.SECONDS)).isNull();
  }

  private void receive(HttpExchange exchange) throws IOException {
    Call call =
        new Call(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders(),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    int status = behaviour.apply(call);
    received.incrementAndGet();
    calls.add(call);
    if (status == 302) {
      exchange.getResponseHeaders().set("Location", url("/elsewhere"));
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private List<Call> next(int count) throws InterruptedException {
    List<Call> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Call call = calls.poll(15, TimeUnit.SECONDS);
      assertThat(call).as("call %s of %s", i + 1, count).isNotNull();
      all.add(call);
    }
    return all;
  }

  /** By the specification's words, without the library that signs. */
  private static String signature(JsonObject webhook, Call call) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      String secret = webhook.getString("secret");
      mac.init(
          new SecretKeySpec(
              Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
      String signed =
          call.header("webhook-id") + "." + call.header("webhook-timestamp") + "." + call.body();
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<JsonObject> awaitDeliveries(JsonObject webhook, String status, int count) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    List<JsonObject> found = deliveries(webhook, status);
    while (found.size() < count) {
      assertThat(System.nanoTime())
          .as("patience; %s", get(path(webhook) + "/deliveries"))
          .isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      found = deliveries(webhook, status);
    }
    assertThat(found).hasSize(count);
    return found;
  }

  private List<JsonObject> deliveries(JsonObject webhook, String status) {
    return get(path(webhook) + "/deliveries?status=" + status)
        .getJsonArray("items")
        .getValuesAs(JsonValue::asJsonObject);
  }

  private String url(String path) {
    return "http://localhost:" + receiver.getAddress().getPort() + path;
  }

  private static String body(String url) {
    return Json.createObjectBuilder().add("url", url).build().toString();
  }

  private JsonObject create(String url) {
    return create("{\"url\":\"%s\"}", url);
  }

  private JsonObject create(String template, String url) {
    HttpResponse<byte[]> answer = order(template.formatted(url), creator);
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(201);
    return json(answer);
  }

  private static HttpResponse<byte[]> order(String body, String authorization) {
    return post("/api/v1/webhooks", body, authorization);
  }

  private static String path(JsonObject webhook) {
    return "/api/v1/webhooks/" + webhook.getString("id");
  }

  private JsonObject get(String path) {
    return json(LiveServer.get(LiveServer.at(path), creator));
  }

  private static HttpResponse<byte[]> post(String path, String body, String authorization) {
    URI address = LiveServer.at(path);
    return LiveServer.send(
        LiveServer.request(address, authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<byte[]> delete(String path, String authorization) {
    return LiveServer.send(LiveServer.request(LiveServer.at(path), authorization).DELETE().build());
  }

  private static JsonObject json(HttpResponse<byte[]> answer) {
    return LiveServer.json(answer);
  }

  private static void overlapIsOver(JsonObject webhook) throws SQLException {
    try (Connection database = LiveServer.database();
        PreparedStatement over =
            database.prepareStatement(
                """
                UPDATE webhook SET old_until = old_until - interval '2 days',
                  older_until = older_until - interval '2 days'
                WHERE id = CAST(? AS uuid)
                """)) {
      over.setString(1, webhook.getString("id"));
      assertThat(over.executeUpdate()).isOne();
    }
  }

  private static void takeOver(JsonObject webhook) {
    try (Connection database = LiveServer.database();
        PreparedStatement update =
            database.prepareStatement(
                "UPDATE webhook_delivery SET fence = fence + 1, due_at = now() WHERE webhook_id ="
                    + " CAST(? AS uuid)")) {
      update.setString(1, webhook.getString("id"));
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void tell(String tenant, int count) throws SQLException {
    try (Connection database = LiveServer.database()) {
      tell(database, tenant, count);
    }
  }

  /** Writes events as the product does. */
  private static void tell(Connection database, String tenant, int count) throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement(
            """
            INSERT INTO event (id, xid, tenant_id, type, data, created_at)
            SELECT CAST(overlay(CAST(gen_random_uuid() AS text) placing 'f' from 1) AS uuid),
              pg_current_xact_id(), ?, 'job.started', '{}', now()
            FROM generate_series(1, ?)
            """)) {
      insert.setString(1, tenant);
      insert.setInt(2, count);
      insert.executeUpdate();
    }
  }

  /** A request that the receiver got. */
  private record Call(String path, Headers headers, String body) {
    String header(String name) {
      return String.valueOf(headers.getFirst(name));
    }

    JsonObject json() {
      return Json.createReader(new StringReader(body)).readObject();
    }
  }
}
