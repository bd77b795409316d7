package io.atelier.breakable;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@link BreakableServer} in a process of its own, that a test may kill and start again on the
 * same port and books; gone when it is closed.
 */
public final class BreakableProcess implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final Path directory;
  private Process process;
  private URI url;

  /** A server that keeps its books in that directory; running when this returns. */
  public BreakableProcess(Path directory) {
    this.directory = directory;
    start();
  }

  /** Starts it again after {@link #kill}. */
  public void start() {
    try {
      Files.createDirectories(directory);
      String port = url == null ? "0" : String.valueOf(url.getPort());
      process =
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/java",
                  "-Xmx512m",
                  "-cp",
                  classPath(),
                  BreakableServer.class.getName(),
                  port,
                  directory.toString(),
                  "with-parent")
              .redirectErrorStream(true)
              .start();
      BufferedReader output = process.inputReader();
      String hello = output.readLine();
      if (hello == null || !hello.contains("http://")) {
        throw new IllegalStateException("the breakable provider does not start: " + hello);
      }
      url = URI.create(hello.substring(hello.indexOf("http://")));
      Thread.ofPlatform().daemon().start(() -> keep(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep(BufferedReader output) {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Files.writeString(log(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      // The process is gone.
    }
  }

  /** kill -9, without a word of warning. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /** Where it listens, the same after every start. */
  public URI url() {
    return url;
  }

  /** What it complains of; there is no such file if it does not. */
  public Path log() {
    return directory.resolve("console.log");
  }

  /** The books so far, read from the disk; also while it is dead. */
  public List<LedgerEntry> ledger() {
    return LedgerEntry.read(directory.resolve(Ledger.FILE));
  }

  /** Sets up a fault; see {@link FaultPlan}. */
  public void fault(String json) {
    control("faults", json);
  }

  /** Takes away all faults that were set up. */
  public void noFaults() {
    send(HttpRequest.newBuilder(url.resolve("/control/faults")).DELETE().build());
  }

  /** Sets up a limit to watch; see {@link InFlight#limit}. */
  public void limit(String json) {
    control("limits", json);
  }

  /** Sets {@code duration_seconds}, of one {@code kind} or all, or {@code size_bytes}. */
  public void settings(String json) {
    control("settings", json);
  }

  /** Forgets everything; the ledger is put away under another name. */
  public void reset() {
    control("reset", "");
  }

  /** What it counts: {@code queues accounts overshoots tally}. */
  public JsonObject stats() {
    String text = send(HttpRequest.newBuilder(url.resolve("/control/stats")).build());
    return JsonDocuments.read(text);
  }

  private void control(String what, String json) {
    send(
        HttpRequest.newBuilder(url.resolve("/control/" + what))
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  private static String send(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalArgumentException(response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ours, the JSON API and what implements it. */
  private static String classPath() {
    try {
      return Stream.of(
              BreakableServer.class,
              io.atelier.provider.SubmissionGuarantee.class,
              Json.class,
              Class.forName("org.eclipse.parsson.JsonProviderImpl"))
          .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
          .distinct()
          .collect(Collectors.joining(":"));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
