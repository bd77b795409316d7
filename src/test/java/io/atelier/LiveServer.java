package io.atelier;

import io.atelier.tenant.TokenSigner;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server that the build started, seen from outside: its addresses, callers of tenants that
 * nobody used before, its answers, and its rows.
 */
public final class LiveServer {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      new DescribedClient(
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(Duration.ofSeconds(10))
              .build());

  private LiveServer() {}

  /** The absolute form of a path that begins with a slash. */
  public static URI at(String path) {
    return URI.create(System.getProperty("atelier.url") + path);
  }

  /** Where the server keeps its data. */
  public static Path data() {
    return Path.of(System.getProperty("atelier.data.dir"));
  }

  /** What it logs. */
  static Path log() {
    return Path.of(
        System.getProperty("atelier.liberty.usr"),
        "servers",
        System.getProperty("atelier.server.name"),
        "logs",
        "messages.log");
  }

  /** The development issuer's own signer, for tokens that it would never issue. */
  public static TokenSigner signer() {
    return TokenSigner.withKeyIn(data().resolve("issuer/issuer.jwk"));
  }

  /** A tenant that has nothing yet. */
  public static String newTenant() {
    return "t-" + UUID.randomUUID();
  }

  /** The Authorization header of a creator of that tenant, as the development issuer gives it. */
  public static String bearer(String tenant) {
    return bearer(tenant, "creator");
  }

  /** The Authorization header of an operator, of a tenant that has nothing. */
  public static String operator() {
    return bearer(newTenant(), "operator");
  }

  /** The Authorization header of somebody of that tenant in those groups, named with commas. */
  public static String bearer(String tenant, String groups) {
    HttpRequest request =
        HttpRequest.newBuilder(at("/dev/token?groups=" + groups + "&tenant=" + tenant))
            .POST(BodyPublishers.noBody())
            .build();
    return "Bearer " + text(send(request));
  }

  /** A request with that Authorization header. */
  public static HttpRequest.Builder request(URI uri, String authorization) {
    return HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Authorization", authorization);
  }

  /** The answer to a plain GET. */
  public static HttpResponse<byte[]> get(URI uri, String authorization) {
    return send(request(uri, authorization).build());
  }

  /** The answer to a document put as JSON. */
  public static HttpResponse<byte[]> put(URI uri, String body, String authorization) {
    return send(
        request(uri, authorization)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build());
  }

  /** The answer to a step posted as JSON. */
  public static HttpResponse<byte[]> postStep(String run, String body, String authorization) {
    return send(
        request(at("/api/v1/runs/" + run + "/steps"), authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  /** The answer to any request. */
  public static HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError("no answer to " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The job of an order that is accepted, once it is in a final status. */
  public static JsonObject settled(String run, String body, String authorization) {
    HttpResponse<byte[]> accepted = postStep(run, body, authorization);
    if (accepted.statusCode() != 202) {
      throw new AssertionError(accepted.statusCode() + " " + text(accepted));
    }
    return settled(
        URI.create(accepted.headers().firstValue("Location").orElseThrow()), authorization);
  }

  /** The job at that address, once it is in a final status. */
  public static JsonObject settled(URI job, String authorization) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonObject now = json(get(job, authorization));
      switch (now.getString("status")) {
        case "COMPLETED", "FAILED", "TIMED_OUT" -> {
          return now;
        }
        default -> {
          if (System.nanoTime() > end) {
            throw new AssertionError("still not settled: " + now);
          }
          LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
      }
    }
  }

  /** The body as text. */
  public static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** The body as JSON. */
  public static JsonObject json(HttpResponse<byte[]> response) {
    return object(text(response));
  }

  /** A text as JSON. */
  public static JsonObject object(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  /** The SHA-256 of bytes, as assets are named by. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many rows of runs, steps and jobs a tenant has. */
  public static long rowsOf(String tenant) throws SQLException {
    return number(
        """
        SELECT (SELECT count(*) FROM run WHERE tenant_id = t)
             + (SELECT count(*) FROM step WHERE tenant_id = t)
             + (SELECT count(*) FROM generation_job WHERE tenant_id = t)
        FROM (VALUES (?)) AS tenant (t)
        """,
        tenant);
  }

  /** The number that a query with one parameter gives. */
  public static long number(String sql, String parameter) throws SQLException {
    return Long.parseLong(text(sql, parameter));
  }

  /** The text of the one value that a query with one parameter gives. */
  public static String text(String sql, String parameter) throws SQLException {
    try (Connection database = database();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /** A connection to its database. */
  public static Connection database() throws SQLException {
    String url =
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                System.getProperty("atelier.db.host"),
                System.getProperty("atelier.db.port"),
                System.getProperty("atelier.db.name"));
    return DriverManager.getConnection(
        url, System.getProperty("atelier.db.user"), System.getProperty("atelier.db.password"));
  }

  /** How many threads it has, by its own metrics. */
  public static long threads() {
    String metrics = text(get(at("/metrics?scope=base"), operator()));
    Matcher count = Pattern.compile("(?m)^thread_count\\{[^}]*} ([0-9.]+)").matcher(metrics);
    if (!count.find()) {
      throw new AssertionError("no count of threads among " + metrics);
    }
    return (long) Double.parseDouble(count.group(1));
  }
}
