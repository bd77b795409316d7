package io.atelier.chaos;

import io.atelier.chaos.History.Kind;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients of several tenants: each asks for a step until it is answered, waits for its job's end at
 * whichever node answers, and asks for the next.
 */
final class Load implements AutoCloseable {
  static final List<String> TENANTS = List.of("chaos-1", "chaos-2", "chaos-3");
  static final Set<String> FINAL = Set.of("COMPLETED", "FAILED", "TIMED_OUT", "CANCELLED");

  private static final Map<String, Integer> CLIENTS = Map.of("image", 9, "sfx", 5);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final List<ChaosNode> nodes;
  private final History history;
  private final long seed;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final List<Thread> clients = new ArrayList<>();
  private final Map<String, Follower> followers = new TreeMap<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private volatile boolean inTime;
  private volatile boolean stopped;
  private volatile boolean closed;

  Load(List<ChaosNode> nodes, History history, long seed) {
    this.nodes = nodes;
    this.history = history;
    this.seed = seed;
  }

  void start() {
    for (String tenant : TENANTS) {
      followers.put(tenant, new Follower(new Streams(tenant)));
      followers.get(tenant).start();
      CLIENTS.forEach(
          (kind, number) -> {
            for (int i = 0; i < number; i++) {
              Orders orders = new Orders(tenant, kind, i, seed);
              clients.add(Thread.ofVirtual().start(() -> work(orders)));
            }
          });
    }
  }

  /** From now on nothing is asked for that takes longer than its deadline. */
  void onlyInTime() {
    inTime = true;
  }

  /** Asks for nothing more. */
  void stop() {
    stopped = true;
  }

  /** Whether every client has seen the end of what it asked for, within that time. */
  boolean awaitEnd(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (Thread client : clients) {
      long left = end - System.nanoTime();
      if (!client.join(Duration.ofNanos(Math.max(left, 1)))) {
        return false;
      }
    }
    return true;
  }

  private void work(Orders orders) {
    while (!stopped) {
      Order order = orders.next(inTime);
      history.add(Kind.ASKED, order.tenant(), order.key(), "", order.prompt());
      String job = ask(order);
      if (!job.isEmpty()) {
        order.cancelAfter().ifPresent(after -> cancel(order, job, after));
        follow(order, job);
      }
    }
  }

  private String ask(Order order) {
    String body = order.body().toString();
    while (!closed) {
      HttpResponse<String> answer =
          exchange(
              order.tenant(),
              "/api/v1/runs/chaos/steps",
              Map.of("Idempotency-Key", order.key()),
              body);
      int status = answer == null ? 0 : answer.statusCode();
      if (status == 202) {
        String job = json(answer).getString("id");
        history.add(Kind.ACCEPTED, order.tenant(), order.key(), job, "");
        return job;
      }
      if (status >= 400 && status < 500 && status != 401 && status != 409 && status != 429) {
        history.add(Kind.REFUSED, order.tenant(), order.key(), "", answer.body());
        return "";
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return "";
  }

  private void cancel(Order order, String job, Duration after) {
    LockSupport.parkNanos(after.toNanos());
    history.add(Kind.CANCELLED, order.tenant(), order.key(), job, "");
    int status = 0;
    while (!closed && status != 200 && status != 409) {
      HttpResponse<String> answer =
          exchange(order.tenant(), "/api/v1/jobs/" + job + "/cancel", Map.of(), "");
      status = answer == null ? 0 : answer.statusCode();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void follow(Order order, String job) {
    String status = "";
    while (!closed && !FINAL.contains(status)) {
      HttpResponse<String> answer =
          exchange(order.tenant(), "/api/v1/jobs/" + job, Map.of("Prefer", "wait=10"), null);
      if (answer != null && answer.statusCode() == 200) {
        status = json(answer).getString("status");
        history.add(Kind.SEEN, order.tenant(), order.key(), job, status);
      } else {
        if (answer != null && answer.statusCode() == 404) {
          history.add(Kind.SEEN, order.tenant(), order.key(), job, "NOT_FOUND");
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** Whoever still waits for an answer waits no longer. */
  @Override
  public void close() {
    stopped = true;
    closed = true;
    followers.values().forEach(Follower::stop);
  }

  /**
   * The ids of the events that each tenant was told, in their order, when all of so many were told,
   * or that time is over.
   */
  Map<String, List<String>> told(int events, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (count(toldNow()) < events && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return toldNow();
  }

  private Map<String, List<String>> toldNow() {
    Map<String, List<String>> told = new TreeMap<>();
    followers.forEach((tenant, follower) -> told.put(tenant, follower.told()));
    return told;
  }

  private static int count(Map<String, List<String>> told) {
    return told.values().stream().mapToInt(List::size).sum();
  }

  /** Looks at every job of every tenant once more. */
  void lookOnceMore() {
    for (String tenant : TENANTS) {
      String cursor = "";
      do {
        HttpResponse<String> answer =
            exchange(tenant, "/api/v1/jobs?limit=200" + cursor, Map.of(), null);
        if (answer == null || answer.statusCode() != 200) {
          LockSupport.parkNanos(PAUSE.toNanos());
          continue;
        }
        JsonObject page = json(answer);
        for (JsonObject job : page.getJsonArray("items").getValuesAs(JsonObject.class)) {
          history.add(
              Kind.SEEN_LAST,
              tenant,
              job.getString("step"),
              job.getString("id"),
              job.getString("status"));
        }
        cursor =
            page.get("next") == JsonValue.NULL || !page.containsKey("next")
                ? null
                : "&cursor=" + page.getString("next");
      } while (cursor != null);
    }
  }

  /** The answer of the node whose turn it is; null if there is none. */
  private HttpResponse<String> exchange(
      String tenant, String path, Map<String, String> headers, String body) {
    ChaosNode node = next();
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(node.url() + path))
              .timeout(Duration.ofSeconds(15))
              .header("Authorization", token(tenant, node));
      headers.forEach(request::header);
      if (body != null) {
        request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
      }
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() == 401) {
        tokens.remove(tenant);
      }
      return answer;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private ChaosNode next() {
    ChaosNode node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
    return node.ready() ? node : nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
  }

  /** The streams of a tenant's events, at whichever node's turn it is. */
  private final class Streams implements Follower.Access {
    private final String tenant;
    private ChaosNode node;

    Streams(String tenant) {
      this.tenant = tenant;
      this.node = nodes.get(0);
    }

    @Override
    public URI address() {
      node = next();
      return URI.create(node.url() + "/api/v1/events");
    }

    @Override
    public String token(URI address) throws IOException, InterruptedException {
      return Load.this.token(tenant, node);
    }

    @Override
    public void refused() {
      tokens.remove(tenant);
    }
  }

  private String token(String tenant, ChaosNode node) throws IOException, InterruptedException {
    String known = tokens.get(tenant);
    if (known != null) {
      return known;
    }
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(node.url() + "/dev/token?groups=creator&tenant=" + tenant))
            .timeout(Duration.ofSeconds(10))
            .POST(BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("no token: " + answer.statusCode());
    }
    tokens.put(tenant, "Bearer " + answer.body().strip());
    return tokens.getOrDefault(tenant, "");
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }
}
