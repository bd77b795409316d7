package io.atelier;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of server-sent events, as the HTML standard has them read. */
final class EventSource implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final AtomicInteger comments = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String retry = "";

  private EventSource(HttpResponse<InputStream> response) {
    this.response = response;
    Thread.ofVirtual().start(this::read);
  }

  /** Listens at that address of the build's server. */
  static EventSource open(String path, String authorization) {
    return open(LiveServer.at(path), authorization, "");
  }

  /** Listens from after the event of that id; from wherever the server begins if it is empty. */
  static EventSource open(URI address, String authorization, String lastEventId) {
    EventSource source = new EventSource(answer(address, authorization, lastEventId));
    if (source.status() != 200) {
      throw new AssertionError("answered " + source.status());
    }
    return source;
  }

  /** The answer to somebody who would listen. */
  static HttpResponse<InputStream> answer(URI address, String authorization, String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Authorization", authorization)
            .header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new AssertionError("no answer from " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The next event; fails if none comes within ten seconds. */
  Message next() throws InterruptedException {
    Message message = messages.poll(10, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no event comes");
    }
    return message;
  }

  List<Message> next(int count) throws InterruptedException {
    List<Message> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(next());
    }
    return all;
  }

  /** What came and was not taken. */
  List<Message> rest() {
    List<Message> all = new ArrayList<>();
    messages.drainTo(all);
    return all;
  }

  /** Whether the server ends it within that time. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How many heartbeats came. */
  int heartbeats() {
    return comments.get();
  }

  String retry() {
    return retry;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String id = "";
      String type = "";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            messages.add(new Message(id, type, json(data.toString())));
          }
          type = "";
          data.setLength(0);
        } else if (line.startsWith(":")) {
          comments.incrementAndGet();
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append(line.substring(6));
        } else if (line.startsWith("retry: ")) {
          retry = line.substring(7);
        } else {
          throw new AssertionError("no field of an event stream: " + line);
        }
      }
    } catch (IOException e) {
      // Cut off: as good an end as any.
    } finally {
      ended.countDown();
    }
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      // It is gone.
    }
  }

  /** One event. */
  record Message(String id, String type, JsonObject json) {
    JsonObject data() {
      return json.getJsonObject("data");
    }
  }
}
