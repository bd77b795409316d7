package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Issue 3, saving: in one pass, with a cap per type, and a heap that does not grow with the file.
 * The node has 256 MB in all.
 */
@ExtendWith(TwoNodes.Extension.class)
class LargeUploadIT {
  private static final long GIGABYTE = 1L << 30;
  private static TwoNodes nodes;
  private static AssetCaller creator;

  @BeforeAll
  static void aTenant(TwoNodes two) {
    nodes = two;
    creator = nodes.caller(LiveServer.newTenant());
  }

  @Test
  void a_gigabyte_is_saved_and_read_in_a_heap_of_a_quarter_of_that() throws Exception {
    String metrics = LiveServer.text(creator.get("/metrics?scope=base"));
    Matcher heap = Pattern.compile("(?m)^memory_maxHeap_bytes\\{[^}]*} (\\S+)").matcher(metrics);
    assertThat(heap.find()).as(metrics).isTrue();
    assertThat(Double.parseDouble(heap.group(1))).isLessThanOrEqualTo(GIGABYTE / 4.0);
    MessageDigest sent = MessageDigest.getInstance("SHA-256");
    HttpResponse<byte[]> answer =
        creator.upload("film", GIGABYTE, new DigestInputStream(WavFile.stream(GIGABYTE, 1), sent));
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(201);
    JsonObject artifact = LiveServer.json(answer);
    assertThat(artifact.getString("sha256")).isEqualTo(HexFormat.of().formatHex(sent.digest()));
    assertThat(artifact.getJsonNumber("size_bytes").longValue()).isEqualTo(GIGABYTE);

    HttpRequest request =
        HttpRequest.newBuilder(URI.create(artifact.getString("uri")))
            .header("Authorization", creator.authorization())
            .build();
    MessageDigest received = MessageDigest.getInstance("SHA-256");
    try (InputStream body =
        new DigestInputStream(
            HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body(),
            received)) {
      assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(GIGABYTE);
    }
    assertThat(HexFormat.of().formatHex(received.digest())).isEqualTo(artifact.getString("sha256"));
    assertThat(creator.delete("/api/v1/artifacts/" + artifact.getString("id")).statusCode())
        .isEqualTo(204);
  }

  @Test
  void a_filename_is_shown_again_and_names_nothing() throws Exception {
    String sound = "/api/v1/runs/names/artifacts?type=audio";
    byte[] file = WavFile.of(1_000, 3);
    for (String name : List.of("../../../evil.sh", "/etc/passwd", "c:\\win.wav", "ключ ☃.wav")) {
      HttpResponse<byte[]> answer =
          creator.send(
              "POST",
              sound + "&filename=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
              BodyPublishers.ofByteArray(file));
      assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(201);
      JsonObject artifact = LiveServer.json(answer);
      assertThat(artifact.getJsonObject("metadata").getString("filename")).isEqualTo(name);
      assertThat(artifact.getString("uri"))
          .endsWith("/names/audio/" + LiveServer.sha256(file) + ".wav");
      assertThat(nodes.file(artifact)).hasBinaryContent(file);
      assertThat(creator.get(artifact.getString("uri")).headers().map().toString())
          .doesNotContain("evil", "passwd", "win.wav");
    }
  }

  @Test
  void what_is_longer_than_its_type_may_be_is_refused_however_it_comes() throws Exception {
    byte[] long1 = new byte[1_048_577];
    String uploads = "/api/v1/runs/r/artifacts?type=shader";
    HttpResponse<byte[]> announced =
        creator.send("POST", uploads, BodyPublishers.ofByteArray(long1));
    HttpResponse<byte[]> chunked =
        creator.send(
            "POST", uploads, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(long1)));
    for (HttpResponse<byte[]> answer : List.of(announced, chunked)) {
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(LiveServer.json(answer).getString("code")).isEqualTo("BODY_TOO_LARGE");
      assertThat(LiveServer.json(answer).getString("detail")).contains("1048576");
    }
    assertNothingIsLeft();
  }

  @Test
  void a_length_that_is_announced_is_judged_before_a_byte_of_it_comes() throws Exception {
    URI server = URI.create(nodes.first().url());
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
      socket
          .getOutputStream()
          .write(
              (head("audio", "Content-Length: 3000000000") + "\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      byte[] status = socket.getInputStream().readNBytes(12);
      assertThat(status).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1 413");
    }
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 10000000", "Transfer-Encoding: chunked"})
  void nothing_is_left_of_what_its_sender_gave_up(String framing) throws Exception {
    URI server = URI.create(nodes.first().url());
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write((head("audio", framing) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      if (framing.endsWith("chunked")) {
        out.write("989680\r\n".getBytes(StandardCharsets.ISO_8859_1));
      }
      out.write(WavFile.of(2_000_000, 2));
      out.flush();
      Instant end = Instant.now().plusSeconds(20);
      while (Staging.bytes(nodes.first()) < 1_000_000) {
        assertThat(Instant.now()).as("it is being written").isBefore(end);
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
    }
    assertNothingIsLeft();
  }

  @Test
  void nothing_is_left_of_what_is_no_media() throws Exception {
    HttpResponse<byte[]> cut =
        creator.send(
            "POST",
            "/api/v1/runs/r/artifacts?type=audio",
            BodyPublishers.ofByteArray(WavFile.of(200_000, 3), 0, 150_000));
    assertThat(cut.statusCode()).as(LiveServer.text(cut)).isEqualTo(422);
    HttpResponse<byte[]> other =
        creator.send(
            "POST",
            "/api/v1/runs/r/artifacts?type=image",
            BodyPublishers.ofByteArray(WavFile.of(200_000, 3)));
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(LiveServer.json(other).getString("field")).isEqualTo("type");
    HttpResponse<byte[]> none =
        creator.send("POST", "/api/v1/runs/r/artifacts?type=image", BodyPublishers.noBody());
    assertThat(none.statusCode()).isEqualTo(422);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/octet-stream",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/json",
        "audio/wav",
        "x/y",
        "garbage"
      })
  void the_bytes_say_what_a_file_is_and_not_its_header(String type) {
    byte[] bytes = WavFile.of(2_000, type.hashCode());
    HttpResponse<byte[]> answer =
        creator.send(
            "POST",
            "/api/v1/runs/types/artifacts?type=audio",
            BodyPublishers.ofByteArray(bytes),
            "Content-Type",
            type);
    if (type.equals("garbage")) {
      assertThat(answer.statusCode()).isIn(201, 400, 415);
      return;
    }
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(201);
    assertThat(LiveServer.json(answer).getString("sha256")).isEqualTo(LiveServer.sha256(bytes));
  }

  private static String head(String type, String framing) {
    return "POST /api/v1/runs/r/artifacts?type="
        + type
        + " HTTP/1.1\r\nHost: localhost\r\n"
        + "Authorization: "
        + creator.authorization()
        + "\r\n"
        + framing
        + "\r\n";
  }

  // A sender who went away is noticed a moment later.
  private static void assertNothingIsLeft() throws Exception {
    Instant end = Instant.now().plusSeconds(20);
    while (Staging.bytes(nodes.first()) > 0) {
      assertThat(Instant.now()).as("something is left").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    assertThat(LiveServer.json(creator.get("/api/v1/artifacts?run=r")).getJsonArray("items"))
        .isEmpty();
  }
}
