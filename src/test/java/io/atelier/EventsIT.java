package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.EventSource.Message;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 4, events: the history of jobs as a live stream, from outside. */
@ExtendWith(TwoNodes.Extension.class)
@Isolated("counts on a fast reader's pace")
class EventsIT {
  private static final String SOUND =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"click\"}}";
  private static final String[] LIFE = {"job.accepted", "job.started", "job.completed"};

  private final String tenant = LiveServer.newTenant();
  private final String creator = LiveServer.bearer(tenant);

  @Test
  void a_job_tells_its_life_from_its_beginning_and_the_stream_ends_with_it() throws Exception {
    JsonObject job = LiveServer.settled("spring", SOUND, creator);
    String events = "/api/v1/jobs/" + job.getString("id") + "/events";
    List<Message> told;
    try (EventSource source = EventSource.open(events, creator)) {
      assertThat(source.header("Content-Type")).startsWith("text/event-stream");
      assertThat(source.header("Cache-Control")).isEqualTo("no-store");
      told = source.next(3);
      assertThat(source.endsWithin(Duration.ofSeconds(5))).isTrue();
      assertThat(source.rest()).isEmpty();
      assertThat(source.retry()).matches("[0-9]+");
    }

    assertThat(told).extracting(Message::type).containsExactly(LIFE);
    assertThat(told).extracting(Message::id).doesNotHaveDuplicates();
    for (Message event : told) {
      assertThat(event.json().keySet())
          .containsExactly("id", "type", "timestamp", "tenant", "run", "step", "job", "data");
      assertThat(event.json().getString("id")).isEqualTo(event.id());
      assertThat(event.json().getString("type")).isEqualTo(event.type());
      assertThat(event.json().getString("tenant")).isEqualTo(tenant);
      assertThat(event.json().getString("run")).isEqualTo("spring");
      assertThat(event.json().get("step")).isEqualTo(job.get("step"));
      assertThat(event.json().getString("job")).isEqualTo(job.getString("id"));
      assertThat(Instant.parse(event.json().getString("timestamp")))
          .isBetween(
              Instant.parse(job.getString("created_at")),
              Instant.parse(job.getString("settled_at")).plusSeconds(5));
      assertThat(event.data().getString("provider")).isEqualTo("procedural");
      assertThat(event.data().get("error")).isEqualTo(JsonValue.NULL);
    }
    assertThat(told.get(0).data().get("attempt")).isEqualTo(JsonValue.NULL);
    assertThat(told.get(1).data().getInt("attempt")).isEqualTo(1);
    assertThat(told.get(2).data().getString("status")).isEqualTo("COMPLETED");
    assertThat(told.get(2).data().getJsonObject("artifact").getString("uri"))
        .isEqualTo(job.getJsonObject("artifact").getString("uri"));

    HttpResponse<InputStream> all =
        EventSource.answer(LiveServer.at(events), creator, told.get(2).id());
    assertThat(all.statusCode()).as("who has it all stops coming back").isEqualTo(204);
    try (EventSource rest = EventSource.open(LiveServer.at(events), creator, told.get(0).id())) {
      assertThat(rest.next(2)).isEqualTo(told.subList(1, 3));
      assertThat(rest.endsWithin(Duration.ofSeconds(5))).isTrue();
    }
  }

  @Test
  void what_happens_is_told_while_it_happens_and_silence_is_broken_by_heartbeats()
      throws Exception {
    LiveServer.settled("before", SOUND, creator);
    try (EventSource source = EventSource.open("/api/v1/events", creator);
        EventSource ends = EventSource.open("/api/v1/events?type=job.completed", creator);
        EventSource other = EventSource.open("/api/v1/events?run=elsewhere", creator);
        EventSource stranger =
            EventSource.open("/api/v1/events", LiveServer.bearer(LiveServer.newTenant()))) {
      JsonObject first = LiveServer.settled("spring", SOUND, creator);
      JsonObject second = LiveServer.settled("elsewhere", SOUND, creator);

      List<Message> told = source.next(6);
      assertThat(told.subList(0, 3)).extracting(Message::type).containsExactly(LIFE);
      assertThat(told.subList(0, 3))
          .allMatch(event -> event.json().getString("job").equals(first.getString("id")));
      assertThat(told.subList(3, 6)).extracting(Message::type).containsExactly(LIFE);
      assertThat(told.subList(3, 6))
          .allMatch(event -> event.json().getString("job").equals(second.getString("id")));
      assertThat(ends.next(2)).containsExactly(told.get(2), told.get(5));
      assertThat(other.next(3)).isEqualTo(told.subList(3, 6));

      try (EventSource later =
          EventSource.open(LiveServer.at("/api/v1/events"), creator, told.get(1).id())) {
        assertThat(later.next(4)).isEqualTo(told.subList(2, 6));
      }
      // Heartbeats come each second on this server.
      assertThat(source.endsWithin(Duration.ofMillis(2_500))).isFalse();
      assertThat(source.heartbeats()).isBetween(1, 4);
      assertThat(stranger.heartbeats()).isPositive();
      assertThat(stranger.rest()).isEmpty();
      assertThat(ends.rest()).isEmpty();
      assertThat(other.rest()).isEmpty();
    }
  }

  @Test
  void another_node_goes_on_where_the_first_one_was(TwoNodes nodes) throws Exception {
    String bearer = nodes.caller(tenant).authorization();
    URI first = URI.create(nodes.first().url() + "/api/v1/events");
    URI second = URI.create(nodes.second().url() + "/api/v1/events");
    String last;
    List<Message> told = new ArrayList<>();
    try (EventSource source = EventSource.open(first, bearer, "")) {
      tell(nodes.first().database(), tenant, 20, 10);
      told.addAll(source.next(15));
      last = told.get(14).id();
    }
    tell(nodes.first().database(), tenant, 20, 10);
    try (EventSource source = EventSource.open(second, bearer, last)) {
      told.addAll(source.next(25));
      tell(nodes.first().database(), tenant, 5, 10);
      told.addAll(source.next(5));
      assertThat(source.rest()).isEmpty();
    }
    assertThat(told).extracting(Message::id).doesNotHaveDuplicates();
    assertThat(told)
        .extracting(event -> event.data().getInt("n"))
        .containsExactly(numbers(20, 20, 5));
  }

  @Test
  void a_slow_subscriber_harms_nobody_is_cut_off_and_goes_on_by_the_last_id_it_has()
      throws Exception {
    int events = 8_000;
    try (EventSource fast = EventSource.open("/api/v1/events", creator);
        Socket slow = ask("/api/v1/events", creator)) {
      assertThat(slow.getInputStream().read()).isEqualTo('H');
      tell(LiveServer.database(), tenant, events, 2_000);

      assertThat(fast.next(events))
          .extracting(event -> event.data().getInt("n"))
          .containsExactly(numbers(events));

      // It takes nothing for longer than this server's patience, two seconds.
      assertThat(fast.endsWithin(Duration.ofSeconds(3))).isFalse();
      List<String> ids = ids(slow.getInputStream());
      assertThat(ids).as("what a slow one got").isNotEmpty().hasSizeLessThan(events);
      try (EventSource again =
          EventSource.open(LiveServer.at("/api/v1/events"), creator, ids.get(ids.size() - 1))) {
        assertThat(again.next().data().getInt("n")).isEqualTo(ids.size() + 1);
        assertThat(
                again.next(events - ids.size() - 1).get(events - ids.size() - 2).data().getInt("n"))
            .isEqualTo(events);
      }
    }
  }

  @Test
  void many_silent_subscribers_hold_no_threads_and_one_too_many_is_refused() throws Exception {
    int most = 300; // this server's limit
    List<Socket> sockets = new ArrayList<>();
    long before = LiveServer.threads();
    try {
      for (int i = 0; i < most; i++) {
        sockets.add(ask("/api/v1/events", creator));
      }
      for (Socket socket : sockets) {
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      assertThat(LiveServer.threads() - before).isLessThan(most / 4);
      HttpResponse<InputStream> more =
          EventSource.answer(LiveServer.at("/api/v1/events"), creator, "");
      assertThat(more.statusCode()).isEqualTo(429);
      assertThat(text(more)).contains("TOO_MANY_STREAMS");
      EventSource.open("/api/v1/events", LiveServer.bearer(LiveServer.newTenant())).close();

      tell(LiveServer.database(), tenant, 3, 10);
      for (Socket socket : sockets) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        while (!lines.readLine().contains("\"n\":3")) {}
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void a_stream_ends_when_its_token_does() throws Exception {
    String token =
        LiveServer.signer()
            .token(
                tenant,
                claims ->
                    claims.setExpirationTime(NumericDate.fromSeconds(soon().getEpochSecond())));
    try (EventSource source = EventSource.open("/api/v1/events", "Bearer " + token)) {
      assertThat(source.endsWithin(Duration.ofSeconds(1))).isFalse();
      assertThat(source.endsWithin(Duration.ofSeconds(6))).isTrue();
    }
  }

  @Test
  void a_stream_ends_when_its_tenant_is_closed() throws Exception {
    try (EventSource source = EventSource.open("/api/v1/events", creator)) {
      URI access = LiveServer.at("/api/v1/tenants/" + tenant + "/access");
      LiveServer.put(access, "{\"closed\":true}", LiveServer.operator());
      assertThat(source.endsWithin(Duration.ofSeconds(3))).isTrue();
    }
  }

  @Test
  void a_foreign_job_and_one_that_is_not_there_are_answered_alike() throws Exception {
    JsonObject job = LiveServer.settled("spring", SOUND, creator);
    String stranger = LiveServer.bearer(LiveServer.newTenant());
    HttpResponse<InputStream> foreign =
        EventSource.answer(events(job.getString("id"), ""), stranger, "");
    String body = text(foreign);
    for (String id : List.of(UUID.randomUUID().toString(), "none", "1-1-1-1-1")) {
      HttpResponse<InputStream> absent = EventSource.answer(events(id, ""), stranger, "");
      assertThat(absent.statusCode()).isEqualTo(foreign.statusCode()).isEqualTo(404);
      assertThat(text(absent)).isEqualTo(body);
    }
  }

  @Test
  void an_operator_listens_to_any_tenant_and_nobody_else_does() throws Exception {
    JsonObject job = LiveServer.settled("spring", SOUND, creator);
    String id = job.getString("id");
    try (EventSource source =
        EventSource.open(events(id, "?tenant=" + tenant), LiveServer.operator(), "")) {
      assertThat(source.next(3)).extracting(Message::type).containsExactly(LIFE);
    }
    String stranger = LiveServer.bearer(LiveServer.newTenant());
    for (URI address :
        List.of(
            events(id, "?tenant=" + tenant), LiveServer.at("/api/v1/events?tenant=" + tenant))) {
      assertThat(EventSource.answer(address, stranger, "").statusCode()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "none", "00000000-0000-0000-0000-000000000000", "\"", "0-0-0-0-0"})
  void a_last_event_id_that_is_none_is_refused_by_its_name(String id) throws Exception {
    JsonObject problem = problem(LiveServer.at("/api/v1/events"), id);
    assertThat(problem.getString("field")).isEqualTo("Last-Event-ID");
  }

  @Test
  void another_tenants_event_is_no_place_to_go_on_from() throws Exception {
    JsonObject job = LiveServer.settled("spring", SOUND, creator);
    String id;
    try (EventSource source = EventSource.open(events(job.getString("id"), ""), creator, "")) {
      id = source.next().id();
    }
    String stranger = LiveServer.bearer(LiveServer.newTenant());
    String foreign = text(EventSource.answer(LiveServer.at("/api/v1/events"), stranger, id));
    String absent =
        text(
            EventSource.answer(
                LiveServer.at("/api/v1/events"), stranger, UUID.randomUUID().toString()));
    assertThat(foreign).isEqualTo(absent).contains("INVALID_FIELD");
  }

  @ParameterizedTest
  @CsvSource({
    "run=a/b,run",
    "type=job.made,type",
    "type=,type",
    "since=1,since",
    "tenant=A,tenant"
  })
  void a_wrong_parameter_is_refused_by_its_name(String query, String field) throws Exception {
    assertThat(problem(LiveServer.at("/api/v1/events?" + query), "").getString("field"))
        .isEqualTo(field);
  }

  private JsonObject problem(URI address, String lastEventId) throws IOException {
    HttpResponse<InputStream> answer = EventSource.answer(address, creator, lastEventId);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    return Json.createReader(answer.body()).readObject();
  }

  private static URI events(String job, String query) {
    return LiveServer.at("/api/v1/jobs/" + job + "/events" + query);
  }

  private static Instant soon() {
    return Instant.now().plusSeconds(3);
  }

  private static String text(HttpResponse<InputStream> answer) throws IOException {
    return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** 1 to each of these counts. */
  private static Integer[] numbers(int... counts) {
    List<Integer> numbers = new ArrayList<>();
    for (int count : counts) {
      for (int n = 1; n <= count; n++) {
        numbers.add(n);
      }
    }
    return numbers.toArray(Integer[]::new);
  }

  /** Writes events as the product does, numbered from 1, each with that many bytes of data. */
  private static void tell(Connection connection, String tenant, int count, int bytes)
      throws SQLException {
    try (Connection database = connection;
        PreparedStatement insert =
            database.prepareStatement(
                """
                INSERT INTO event (id, xid, tenant_id, type, data, created_at)
                SELECT CAST(overlay(CAST(gen_random_uuid() AS text) placing 'f' from 1) AS uuid),
                  pg_current_xact_id(), ?, 'job.started',
                  jsonb_build_object('n', n, 'filler', repeat('x', ?)), now()
                FROM generate_series(1, ?) AS n ORDER BY n
                """)) {
      insert.setString(1, tenant);
      insert.setInt(2, bytes);
      insert.setInt(3, count);
      insert.executeUpdate();
    }
  }

  /** Somebody who asks, and reads only when the test does. */
  private static Socket ask(String path, String authorization) throws IOException {
    URI server = LiveServer.at(path);
    Socket socket = new Socket();
    socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    socket
        .getOutputStream()
        .write(
            ("GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nConnection: close\r\n\r\n"
                    .formatted(path, authorization))
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** The ids of the whole events up to the end. */
  private static List<String> ids(InputStream in) throws IOException {
    String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    // Chunked: the sizes of chunks may stand between any two characters of it.
    String text = all.replaceAll("\r\n[0-9a-f]+\r\n", "");
    List<String> ids = new ArrayList<>();
    Matcher event =
        Pattern.compile("id: ([0-9a-f-]{36})\nevent: [^\n]*\ndata: [^\n]*\n\n").matcher(text);
    while (event.find()) {
      ids.add(event.group(1));
    }
    return ids;
  }
}
