package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * One caller of one server, as far as artifacts and their assets go. Addresses may be those of
 * another node: only their path and query count.
 *
 * @param authorization the header's value; empty for a caller who sends none
 */
record AssetCaller(String server, String authorization) {

  /** A creator of that tenant, at the server that the build started. */
  static AssetCaller of(String tenant) {
    return of(LiveServer.at("").toString(), tenant, "creator");
  }

  /** A member of that tenant's group, as that server's development issuer says. */
  static AssetCaller of(String server, String tenant, String group) {
    HttpResponse<byte[]> token =
        new AssetCaller(server, "").post("/dev/token?tenant=" + tenant + "&groups=" + group, "");
    assertThat(token.statusCode()).isEqualTo(200);
    return new AssetCaller(server, "Bearer " + LiveServer.text(token));
  }

  /** Somebody at the same server who sends no token. */
  AssetCaller anonymous() {
    return new AssetCaller(server, "");
  }

  /** The same caller at another server. */
  AssetCaller at(ServerProcess other) {
    return new AssetCaller(other.url(), authorization);
  }

  /** The artifact that a new file becomes. */
  JsonObject upload(String run, byte[] wav) {
    return upload(run, "audio", wav);
  }

  /** The artifact of that type that a new file becomes. */
  JsonObject upload(String run, String type, byte[] file) {
    HttpResponse<byte[]> answer =
        send("POST", uploads(run, type), BodyPublishers.ofByteArray(file));
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(201);
    return LiveServer.json(answer);
  }

  /** The answer to a file that is made while it is sent. */
  HttpResponse<byte[]> upload(String run, long length, InputStream file) {
    BodyPublisher stream = BodyPublishers.ofInputStream(() -> file);
    return send(
        "POST",
        uploads(run, "audio"),
        length < 0 ? stream : BodyPublishers.fromPublisher(stream, length));
  }

  private static String uploads(String run, String type) {
    return "/api/v1/runs/" + run + "/artifacts?type=" + type;
  }

  HttpResponse<byte[]> get(String uri, String... headers) {
    return send("GET", uri, BodyPublishers.noBody(), headers);
  }

  HttpResponse<byte[]> head(String uri, String... headers) {
    return send("HEAD", uri, BodyPublishers.noBody(), headers);
  }

  HttpResponse<byte[]> delete(String uri) {
    return send("DELETE", uri, BodyPublishers.noBody());
  }

  HttpResponse<byte[]> post(String uri, String json) {
    return send("POST", uri, BodyPublishers.ofString(json), "Content-Type", "application/json");
  }

  /**
   * The answer to any request.
   *
   * @param headers names and values in turn
   */
  HttpResponse<byte[]> send(String method, String uri, BodyPublisher body, String... headers) {
    URI asked = URI.create(uri);
    String target = asked.getRawPath();
    if (asked.getRawQuery() != null) {
      target += "?" + asked.getRawQuery();
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + target))
            .timeout(Duration.ofSeconds(120))
            .method(method, body);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return LiveServer.send(request.build());
  }
}
