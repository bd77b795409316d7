package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 3, serving: no database on the path of an immutable asset, once its tenant is known. */
@ExtendWith(TwoNodes.Extension.class)
class DatabaseAwayIT {
  private static TwoNodes nodes;
  private static AssetCaller creator;
  private static AssetCaller cold;
  private static JsonObject coldArtifact;
  private static final byte[] SMALL = WavFile.of(10_000, 1);
  private static final byte[] LARGE = WavFile.of(2_000_000, 2);

  @BeforeAll
  static void tenantsHaveAssets(TwoNodes two) {
    nodes = two;
    creator = nodes.caller(LiveServer.newTenant());
    // Whom the second node has never heard of.
    cold = nodes.caller(LiveServer.newTenant());
    coldArtifact = cold.upload("r", SMALL);
  }

  @Test
  void warm_assets_are_served_while_the_database_is_away() throws Exception {
    JsonObject small = creator.upload("r", SMALL);
    JsonObject large = creator.upload("r", LARGE);
    assertServed(small, large);
    try {
      database(false);
      assertRefusedForNow(creator.get("/api/v1/artifacts"));
      assertRefusedForNow(
          creator.post(
              "/api/v1/runs/r/steps",
              "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"win\"}}"));
      // Longer than anything is trusted without being asked for again.
      Instant end = Instant.now().plusSeconds(3);
      do {
        assertServed(small, large);
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      } while (Instant.now().isBefore(end));
      AssetCaller anybody = creator.anonymous();
      String link = small.getString("signed_uri");
      String forged = link.replaceFirst("sig=.{43}", "sig=" + "A".repeat(43));
      List<String> answers = new ArrayList<>();
      for (String wrong :
          List.of(
              forged,
              link.replaceFirst("kid=[^&]+", "kid=AAAAAAAA"),
              forged.replaceFirst("/assets/[^/]+", "/assets/" + LiveServer.newTenant()))) {
        HttpResponse<byte[]> answer = anybody.get(wrong);
        assertRefusedForNow(answer);
        answers.add(LiveServer.text(answer));
      }
      assertThat(new HashSet<>(answers)).as("it does not tell who is known").hasSize(1);
      assertRefusedForNow(
          cold.anonymous().at(nodes.second()).get(coldArtifact.getString("signed_uri")));
    } finally {
      database(true);
    }
    Instant end = Instant.now().plusSeconds(30);
    while (creator.get("/api/v1/artifacts").statusCode() != 200) {
      assertThat(Instant.now()).as("it finds its database again").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    assertThat(
            cold.anonymous()
                .at(nodes.second())
                .get(coldArtifact.getString("signed_uri"))
                .statusCode())
        .isEqualTo(200);
  }

  private static void assertServed(JsonObject small, JsonObject large) {
    assertThat(creator.get(small.getString("uri")).body()).isEqualTo(SMALL);
    assertThat(creator.get(large.getString("uri")).body()).isEqualTo(LARGE);
    assertThat(creator.anonymous().get(small.getString("signed_uri")).body()).isEqualTo(SMALL);
    assertThat(creator.anonymous().get(large.getString("signed_uri")).body()).isEqualTo(LARGE);
    assertThat(creator.get(large.getString("uri"), "Range", "bytes=0-9").statusCode())
        .isEqualTo(206);
  }

  private static void assertRefusedForNow(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(503);
    assertThat(LiveServer.json(answer).getBoolean("retryable")).isTrue();
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  private static void database(boolean there) throws SQLException {
    nodes.first().allowConnections(there);
  }
}
