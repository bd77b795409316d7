package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Promise 5 and issue 3: a signed URL works without a header, for reading one asset, until it ends;
 * whatever is changed in it, it is worth nothing.
 */
@Isolated("waits for two seconds at most")
@ExtendWith(TwoNodes.Extension.class)
class SignedUrlIT {
  private static final String OWNER = LiveServer.newTenant();
  private static final String OTHER = LiveServer.newTenant();
  private static AssetCaller owner;
  private static AssetCaller anybody;
  private static AssetCaller operator;
  private static JsonObject othersArtifact;
  private static Map<Size, JsonObject> artifacts;

  /** Served from memory, and from the disk. */
  enum Size {
    SMALL(8_000),
    LARGE(400_000);

    private final byte[] bytes;

    Size(int size) {
      bytes = WavFile.of(size, 77);
    }
  }

  @BeforeAll
  static void tenantsHaveAssets() {
    owner = AssetCaller.of(OWNER);
    anybody = owner.anonymous();
    operator = AssetCaller.of(owner.server(), "operations", "operator");
    artifacts =
        Map.of(
            Size.SMALL, owner.upload("spring-26", Size.SMALL.bytes),
            Size.LARGE, owner.upload("spring-26", Size.LARGE.bytes));
    othersArtifact = AssetCaller.of(OTHER).upload("spring-26", Size.SMALL.bytes);
  }

  @ParameterizedTest
  @EnumSource
  void it_is_read_without_a_header_whole_or_in_parts(Size size) {
    String uri = signed(size);
    HttpResponse<byte[]> whole = anybody.get(uri);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(size.bytes);
    assertThat(anybody.head(uri).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> part = anybody.get(uri, "Range", "bytes=0-3");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(LiveServer.text(part)).isEqualTo("RIFF");
    String etag = whole.headers().firstValue("ETag").orElseThrow();
    assertThat(anybody.get(uri, "If-None-Match", etag).statusCode()).isEqualTo(304);
    assertThat(anybody.get(uri, "Range", "bytes=999999999-").statusCode()).isEqualTo(416);
    for (HttpResponse<byte[]> answer : List.of(whole, part)) {
      assertThat(answer.headers().allValues("Vary")).containsExactly("Origin");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
      assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void it_is_for_reading_only(String method) {
    HttpResponse<byte[]> answer = anybody.send(method, signed(Size.SMALL), BodyPublishers.noBody());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
  }

  @Test
  void it_opens_nothing_but_assets() {
    String query = URI.create(signed(Size.SMALL)).getRawQuery();
    String id = artifacts.get(Size.SMALL).getString("id");
    assertThat(anybody.get("/api/v1/artifacts/" + id + "?" + query).statusCode()).isEqualTo(401);
    assertThat(anybody.get("/api/v1/artifacts?" + query).statusCode()).isEqualTo(401);
  }

  static Stream<String> tamperings() {
    URI right = URI.create(signed(Size.SMALL));
    String path = right.getRawPath();
    String query = right.getRawQuery();
    String sig = query.replaceFirst(".*sig=", "");
    String exp = query.replaceFirst("exp=([0-9]+).*", "$1");
    String kid = query.replaceFirst(".*kid=([^&]+).*", "$1");
    long later = Long.parseLong(exp) + 1;
    String others = URI.create(othersArtifact.getString("uri")).getPath();
    String othersQuery = URI.create(othersArtifact.getString("signed_uri")).getRawQuery();
    String large = URI.create(signed(Size.LARGE)).getRawPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return Stream.of(
        large + "?" + query,
        others + "?" + query,
        path + "?" + othersQuery,
        path.replace("spring-26", "spring-27") + "?" + query,
        path.replace("/audio/", "/bundle/") + "?" + query,
        path.replace(".wav", ".mp3") + "?" + query,
        path.replaceFirst("[0-9a-f]{64}", "0".repeat(64)) + "?" + query,
        path + "?" + query.replace(exp, String.valueOf(later)),
        path + "?" + query.replace(exp, "999999999999"),
        path + "?" + query.replace(exp, "0" + exp),
        path + "?" + query.replace(exp, "+" + exp),
        path + "?" + query.replace(exp, exp + ".0"),
        path + "?" + query.replace(exp, "-" + exp),
        path + "?" + query.replace(exp, "99999999999999999999999"),
        path + "?" + query.replace(exp, ""),
        path + "?" + query.replace(kid, "AAAAAAAA"),
        path + "?" + query.replace(kid, ""),
        path + "?" + query.replace(kid, kid + "%00"),
        path + "?" + query.replace(kid, "'--"),
        path + "?" + query.replace(sig, "A".repeat(43)),
        path + "?" + query.replace(sig, sig.substring(0, 42)),
        path + "?" + query.replace(sig, sig + "="),
        path + "?" + query.replace(sig, sig + "A"),
        path + "?" + query.replace(sig, otherLastBits(sig)),
        path + "?" + query.replace(sig, swapCase(sig)),
        path + "?" + query.replace(sig, ""),
        path
            + "?"
            + query.replace(sig, "%" + Integer.toHexString(sig.charAt(0)) + sig.substring(1)),
        path + "?" + query + "&",
        path + "?&" + query,
        path + "?" + query + "&x=1",
        path + "?x=1&" + query,
        path + "?" + query + "&exp=" + exp,
        path + "?" + query + "&sig=" + sig,
        path + "?" + query + "&kid=" + kid,
        path + "?sig=" + sig + "&kid=" + kid + "&exp=" + exp,
        path + "?kid=" + kid + "&exp=" + exp + "&sig=" + sig,
        path + "?" + query.replace("exp=", "EXP="),
        path + "?" + query.replace("sig=", "Sig="),
        path + "?" + query.replace("sig=", "%73ig="),
        path + "?" + query.replace("&", ";"),
        path + "?" + query.replace("&", "&amp;"),
        path + "?" + query.replace("&", "&&"),
        path + "?" + query + "#",
        path + "?" + query + "%20",
        path + "?" + query + "?" + query,
        path + "/?" + query,
        path + ";?" + query,
        path + ";x=1?" + query,
        path + "/.?" + query,
        path + "%00?" + query,
        path + "%20?" + query,
        path.replace("/spring-26/", "/spring-26;x=1/") + "?" + query,
        path.replace("/spring-26/", "//spring-26/") + "?" + query,
        path.replace("/spring-26/", "/./spring-26/") + "?" + query,
        path.replace("/spring-26/", "/x/../spring-26/") + "?" + query,
        path.replace("spring-26", "spring%2D26") + "?" + query,
        path.replace("/audio/", "%2faudio/") + "?" + query,
        path.replace(".wav", "%2ewav") + "?" + query,
        path.replace(".wav", ".WAV") + "?" + query,
        path.replace(name, name.toUpperCase(Locale.ROOT)) + "?" + query,
        path.replace("/assets/", "/Assets/") + "?" + query,
        path.replace("/assets/", "/%61ssets/") + "?" + query,
        path.replace("/assets/", "/assets;/") + "?" + query,
        "/" + path + "?" + query,
        path + "%3f" + query,
        path + "?exp=" + exp + "&kid=" + kid,
        path + "?sig=" + sig,
        path + "?" + "exp=1&".repeat(1_000) + query,
        path);
  }

  @ParameterizedTest
  @MethodSource("tamperings")
  void whatever_is_changed_it_opens_nothing(String target) throws IOException {
    RawHttp answer = raw("GET", target, "");
    assertThat(answer.status()).as(answer.everything()).isBetween(400, 404);
    assertThat(answer.text()).doesNotContain("RIFF");
    assertThat(raw("HEAD", target, "").status()).isEqualTo(answer.status());
    if (answer.status() == 403) {
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
      assertThat(answer.text()).contains("INVALID_SIGNATURE");
    }
  }

  // "x=1&sig=…" is a permission that is wrong, even beside a token that is right.
  @Test
  void a_wrong_signature_is_not_mended_by_a_token() throws IOException {
    String wrong = signed(Size.SMALL) + "&x=1";
    URI uri = URI.create(wrong);
    RawHttp answer =
        raw(
            "GET",
            uri.getRawPath() + "?" + uri.getRawQuery(),
            "Authorization: " + owner.authorization());
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void a_refused_signature_tells_nothing_of_what_is_there() throws IOException {
    URI right = URI.create(signed(Size.SMALL));
    String wrong = right.getRawQuery().replaceFirst("sig=.{43}", "sig=" + "B".repeat(43));
    String there = raw("GET", right.getRawPath() + "?" + wrong, "").everything();
    String absent = right.getRawPath().replaceFirst("[0-9a-f]{64}", "0".repeat(64));
    for (String path :
        List.of(
            absent,
            right.getRawPath().replace(OWNER, OTHER),
            right.getRawPath().replace(OWNER, LiveServer.newTenant()),
            "/assets/nonsense")) {
      assertThat(raw("GET", path + "?" + wrong, "").everything()).isEqualTo(there);
      assertThat(raw("GET", path + "?" + wrong, "If-None-Match: *").everything()).isEqualTo(there);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {86_400, 604_800})
  void it_stays_the_same_within_half_its_life_and_outlives_what_was_asked_for(long life) {
    JsonObject artifact = artifacts.get(Size.SMALL);
    JsonObject one = sign(artifact, "{\"expires_in_seconds\":" + life + "}");
    JsonObject two = sign(artifact, "{\"expires_in_seconds\":" + life + "}");
    Instant end = Instant.parse(one.getString("expires_at"));
    assertThat(end.getEpochSecond() % (life / 2)).isZero();
    assertThat(Duration.between(Instant.now(), end))
        .isBetween(Duration.ofSeconds(life - 10), Duration.ofSeconds(life + life / 2 + 10));
    // Only when half of it just went by may they differ, by just that.
    long apart = Duration.between(end, Instant.parse(two.getString("expires_at"))).toSeconds();
    assertThat(apart).isIn(0L, life / 2);
    assertThat(one.getString("signed_uri").equals(two.getString("signed_uri")))
        .isEqualTo(apart == 0);
  }

  @Test
  void a_browser_keeps_it_no_longer_than_it_lives() {
    JsonObject artifact = artifacts.get(Size.SMALL);
    for (int life : List.of(2, 60, 3_600, 604_800)) {
      JsonObject link = sign(artifact, "{\"expires_in_seconds\":" + life + "}");
      Instant end = Instant.parse(link.getString("expires_at"));
      HttpResponse<byte[]> answer = anybody.get(link.getString("signed_uri"));
      Instant answered = Instant.now();
      String control = answer.headers().firstValue("Cache-Control").orElseThrow();
      assertThat(control).matches("private, max-age=[0-9]+, immutable");
      long seconds = Long.parseLong(control.replaceAll("[^0-9]", ""));
      assertThat(answered.plusSeconds(seconds)).isBetween(end.minusSeconds(30), end.plusSeconds(1));
      assertThat(end).isBefore(answered.plusSeconds(life + life / 2 + 1));
    }
  }

  /** Signed here, by the tenant's own key: what is signed, and that its time counts. */
  @Test
  void it_ends() throws Exception {
    URI right = URI.create(signed(Size.SMALL));
    String kid = right.getRawQuery().replaceFirst(".*kid=([^&]+).*", "$1");
    byte[] secret =
        HexFormat.of()
            .parseHex(
                LiveServer.text("SELECT encode(secret, 'hex') FROM signing_key WHERE id = ?", kid));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    long now = Instant.now().getEpochSecond();
    for (long end : List.of(now - 2, now - 3_600, 0L, now + 30)) {
      String text = "v1\n" + kid + "\n" + right.getRawPath() + "\n" + end;
      String signature =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
      String uri = right.getRawPath() + "?exp=" + end + "&kid=" + kid + "&sig=" + signature;
      int expected = end > now ? 200 : 403;
      assertThat(anybody.get(uri).statusCode()).as(uri).isEqualTo(expected);
      assertThat(anybody.get(uri, "Range", "bytes=0-1").statusCode())
          .isEqualTo(end > now ? 206 : 403);
      assertThat(anybody.get(uri, "If-None-Match", "*").statusCode())
          .isEqualTo(end > now ? 304 : 403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'expires_in_seconds':1}",
        "{'expires_in_seconds':0}",
        "{'expires_in_seconds':-3600}",
        "{'expires_in_seconds':604801}",
        "{'expires_in_seconds':99999999999999999999}",
        "{'expires_in_seconds':1e300}",
        "{'expires_in_seconds':60.5}",
        "{'expires_in_seconds':'60'}",
        "{'expires_in_seconds':[60]}",
        "{'expires_in_seconds':true}",
        "{'expires':60}",
        "{'expires_in_seconds':60,'path':'/x'}",
        "[60]",
        "60",
        "x",
        "{"
      })
  void a_life_that_cannot_be_had_is_refused(String body) {
    String id = artifacts.get(Size.SMALL).getString("id");
    for (String path :
        List.of("/api/v1/artifacts/" + id + "/signed-uri", "/api/v1/runs/spring-26/signed-uris")) {
      HttpResponse<byte[]> answer = owner.post(path, body.replace('\'', '"'));
      assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"expires_in_seconds\":null}"})
  void without_a_wish_it_lives_an_hour_or_a_little_longer(String body) {
    JsonObject link = sign(artifacts.get(Size.LARGE), body);
    assertThat(Duration.between(Instant.now(), Instant.parse(link.getString("expires_at"))))
        .isBetween(Duration.ofSeconds(3_590), Duration.ofSeconds(5_410));
    assertThat(anybody.get(link.getString("signed_uri")).statusCode()).isEqualTo(200);
    assertThat(link.getString("uri")).isEqualTo(artifacts.get(Size.LARGE).getString("uri"));
  }

  @Test
  void a_whole_run_is_signed_at_once() {
    AssetCaller tenant = AssetCaller.of(LiveServer.newTenant());
    for (int i = 0; i < 5; i++) {
      tenant.upload("scene", WavFile.of(400, i));
    }
    tenant.upload("another", WavFile.of(400, 9));
    JsonObject page = LiveServer.json(tenant.post("/api/v1/runs/scene/signed-uris", "{}"));
    JsonArray links = page.getJsonArray("items");
    assertThat(links).hasSize(5);
    assertThat(page.isNull("next")).isTrue();
    links.forEach(
        link ->
            assertThat(anybody.get(link.asJsonObject().getString("signed_uri")).statusCode())
                .isEqualTo(200));
    HttpResponse<byte[]> absent = tenant.post("/api/v1/runs/none/signed-uris", "");
    assertThat(LiveServer.json(absent).getJsonArray("items")).isEmpty();
  }

  @Test
  void every_artifacts_json_has_one_that_works() {
    String id = artifacts.get(Size.SMALL).getString("id");
    JsonObject one = LiveServer.json(owner.get("/api/v1/artifacts/" + id));
    JsonObject list = LiveServer.json(owner.get("/api/v1/artifacts?run=spring-26&limit=1"));
    JsonObject listed = list.getJsonArray("items").getJsonObject(0);
    for (JsonObject artifact : List.of(artifacts.get(Size.SMALL), one, listed)) {
      assertThat(anybody.get(artifact.getString("signed_uri")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void after_a_rotation_the_key_before_still_opens_and_the_one_before_that_no_more() {
    String tenant = LiveServer.newTenant();
    AssetCaller creator = AssetCaller.of(tenant);
    JsonObject artifact = creator.upload("r", WavFile.of(400, 1));
    String first = artifact.getString("signed_uri");
    String keys = "/api/v1/tenants/" + tenant + "/signing-keys";

    HttpResponse<byte[]> rotated = operator.post(keys, "");
    assertThat(rotated.statusCode()).isEqualTo(201);
    assertThat(LiveServer.json(rotated).getJsonArray("items")).hasSize(2);
    assertThat(LiveServer.text(rotated)).doesNotContain("secret");
    String second = sign(creator, artifact, "").getString("signed_uri");
    assertThat(second).isNotEqualTo(first);
    assertThat(anybody.get(first).statusCode()).isEqualTo(200);
    assertThat(anybody.get(second).statusCode()).isEqualTo(200);

    operator.post(keys, "");
    assertThat(anybody.get(first).statusCode()).isEqualTo(403);
    assertThat(anybody.get(second).statusCode()).isEqualTo(200);
    assertThat(LiveServer.json(operator.get(keys)).getJsonArray("items")).hasSize(2);
  }

  @Test
  void a_revoked_key_ends_on_every_node_with_the_answer(TwoNodes nodes) {
    String tenant = LiveServer.newTenant();
    AssetCaller creator = nodes.caller(tenant);
    String link = creator.upload("r", WavFile.of(400, 1)).getString("signed_uri");
    AssetCaller there = creator.anonymous().at(nodes.second());
    assertThat(creator.anonymous().get(link).statusCode()).isEqualTo(200);
    assertThat(there.get(link).statusCode()).isEqualTo(200);
    String kid = kid(link);
    String keys = "/api/v1/tenants/" + tenant + "/signing-keys/";

    assertThat(nodes.operator().delete(keys + kid).statusCode()).isEqualTo(204);
    assertThat(there.get(link).statusCode()).isEqualTo(403);
    assertThat(creator.anonymous().get(link).statusCode()).isEqualTo(403);
    assertThat(nodes.operator().delete(keys + kid).statusCode()).isEqualTo(404);
  }

  @Test
  void a_key_made_on_one_node_opens_on_the_other_at_once(TwoNodes nodes) {
    String tenant = LiveServer.newTenant();
    AssetCaller creator = nodes.caller(tenant);
    JsonObject artifact = creator.upload("r", WavFile.of(400, 1));
    AssetCaller there = creator.anonymous().at(nodes.second());
    assertThat(there.get(artifact.getString("signed_uri")).statusCode()).isEqualTo(200);
    String forged =
        artifact.getString("signed_uri").replaceFirst("kid=[^&]+", "kid=" + "A".repeat(8));
    for (int i = 0; i < 5; i++) {
      nodes.operator().post("/api/v1/tenants/" + tenant + "/signing-keys", "");
      assertThat(there.get(forged).statusCode()).as("asks just before").isEqualTo(403);
      String fresh = sign(creator, artifact, "").getString("signed_uri");
      assertThat(there.get(fresh).statusCode()).isEqualTo(200);
      nodes.operator().post("/api/v1/tenants/" + tenant + "/signing-keys", "");
      fresh = sign(creator, artifact, "").getString("signed_uri");
      assertThat(there.get(fresh).statusCode()).as("as is the one after").isEqualTo(200);
    }
  }

  /** Made by a node whose reading of the database's clock was ahead of this one's. */
  @Test
  void the_newest_key_signs_though_the_one_before_it_was_made_by_a_clock_ahead()
      throws SQLException {
    String tenant = LiveServer.newTenant();
    AssetCaller creator = AssetCaller.of(tenant);
    JsonObject artifact = creator.upload("r", WavFile.of(400, 1));
    try (Connection database = LiveServer.database();
        PreparedStatement statement =
            database.prepareStatement(
                "UPDATE signing_key SET created_at = now() + interval '1 h' WHERE tenant_id = ?")) {
      statement.setString(1, tenant);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
    String keys = "/api/v1/tenants/" + tenant + "/signing-keys";
    String before = artifact.getString("signed_uri");
    for (int i = 0; i < 3; i++) {
      assertThat(operator.post(keys, "").statusCode()).isEqualTo(201);
      String now = sign(creator, artifact, "").getString("signed_uri");
      assertThat(kid(now)).isNotEqualTo(kid(before));
      assertThat(anybody.get(now).statusCode()).isEqualTo(200);
      assertThat(anybody.get(before).statusCode()).as("the one before").isEqualTo(200);
      before = now;
    }
  }

  private static String kid(String link) {
    return link.replaceFirst(".*kid=([^&]+).*", "$1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "%00", "AAAAAAAA%00", "..", "%ed%a0%80", "AAAAAAAA", "a%2fb"})
  void what_is_no_keys_id_is_no_key(String id) throws IOException {
    RawHttp answer =
        raw(
            "DELETE",
            "/api/v1/tenants/" + OWNER + "/signing-keys/" + id,
            "Authorization: " + operator.authorization());
    assertThat(answer.status()).as(answer.everything()).isBetween(400, 404);
  }

  @Test
  void keys_are_the_operators_and_their_secrets_nobodys() throws SQLException {
    String keys = "/api/v1/tenants/" + OWNER + "/signing-keys";
    assertThat(owner.get(keys).statusCode()).isEqualTo(403);
    assertThat(owner.post(keys, "").statusCode()).isEqualTo(403);
    assertThat(owner.delete(keys + "/x").statusCode()).isEqualTo(403);
    assertThat(anybody.get(keys).statusCode()).isEqualTo(401);
    String secret =
        LiveServer.text(
            "SELECT encode(secret, 'base64') FROM signing_key WHERE tenant_id = ?", OWNER);
    assertThat(secret).hasSize(44);
    assertThat(LiveServer.text(operator.get(keys))).doesNotContain(secret);
  }

  private static String signed(Size size) {
    return artifacts.get(size).getString("signed_uri");
  }

  private static JsonObject sign(JsonObject artifact, String body) {
    return sign(owner, artifact, body);
  }

  private static JsonObject sign(AssetCaller caller, JsonObject artifact, String body) {
    HttpResponse<byte[]> answer =
        caller.post("/api/v1/artifacts/" + artifact.getString("id") + "/signed-uri", body);
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(200);
    return LiveServer.json(answer);
  }

  private static RawHttp raw(String method, String target, String header) throws IOException {
    return RawHttp.exchange(
        (method
                + " "
                + target
                + " HTTP/1.1\r\n"
                + RawHttp.host()
                + "\r\n"
                + (header.isEmpty() ? "" : header + "\r\n")
                + "Connection: close\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  // The last of 43 characters carries four bits of the 256 and two that must be 0.
  private static String otherLastBits(String sig) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(sig.charAt(42));
    return sig.substring(0, 42) + alphabet.charAt(last ^ 1);
  }

  private static String swapCase(String text) {
    StringBuilder swapped = new StringBuilder();
    for (char c : text.toCharArray()) {
      swapped.append(
          Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    return swapped.toString();
  }
}
