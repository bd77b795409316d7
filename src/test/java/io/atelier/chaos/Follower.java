package io.atelier.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows a tenant's stream of events at whichever node answers: after each break it goes on from
 * the last event that it has, as a browser does.
 */
final class Follower {
  private static final Duration PAUSE = Duration.ofMillis(250);
  // Several of its heartbeats.
  private static final Duration SILENCE = Duration.ofSeconds(7);
  private static final String ID = "id:";

  private final Access access;
  private final List<String> told = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private volatile boolean listening;
  private volatile boolean stopped;
  private volatile InputStream current = InputStream.nullInputStream();

  /** Where the stream is, and what opens it. */
  interface Access {
    /** The address of a node's stream; whichever node's turn it is. */
    URI address() throws IOException;

    /** The header that opens it. */
    String token(URI address) throws IOException, InterruptedException;

    /** What opened it does not any more. */
    void refused();
  }

  Follower(Access access) {
    this.access = access;
  }

  void start() {
    Thread.ofVirtual().start(this::follow);
    while (!listening) {
      LockSupport.parkNanos(PAUSE.toNanos()); // what happens before it listens it is not told
    }
  }

  /** The ids of the events it was told, in that order. */
  synchronized List<String> told() {
    return List.copyOf(told);
  }

  /** Listens no longer. */
  void stop() {
    stopped = true;
    close();
  }

  private void follow() {
    while (!stopped) {
      try {
        URI address = access.address();
        HttpRequest.Builder request =
            HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(15))
                .header("Accept", "text/event-stream")
                .header("Authorization", access.token(address));
        List<String> before = told();
        if (!before.isEmpty()) {
          request.header("Last-Event-ID", before.get(before.size() - 1));
        }
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() == 401) {
          access.refused();
        }
        if (answer.statusCode() == 200) {
          current = answer.body();
          listening = true;
          read();
        }
      } catch (IOException e) {
        // The node is gone, or the stream: another is tried.
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        close();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  // A frozen node says nothing and ends nothing.
  private void read() throws IOException {
    Watchdog watchdog = new Watchdog();
    Thread guard = Thread.ofVirtual().start(watchdog);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(current, StandardCharsets.UTF_8))) {
      String id = "";
      for (String line = lines.readLine(); line != null && !stopped; line = lines.readLine()) {
        watchdog.alive();
        if (line.startsWith(ID)) {
          id = line.substring(ID.length()).strip();
        } else if (line.isEmpty() && !id.isEmpty()) {
          add(id); // whole
          id = "";
        }
      }
    } finally {
      guard.interrupt();
    }
  }

  private synchronized void add(String id) {
    told.add(id);
  }

  private void close() {
    try {
      current.close();
    } catch (IOException e) {
      // It is gone as well.
    }
  }

  private final class Watchdog implements Runnable {
    private volatile long heardAt = System.nanoTime();

    void alive() {
      heardAt = System.nanoTime();
    }

    @Override
    public void run() {
      while (!Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(PAUSE.toNanos());
        if (System.nanoTime() - heardAt > SILENCE.toNanos()) {
          close();
          return;
        }
      }
    }
  }
}
