package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The development issuer hands tokens to this machine and to nobody that only seems to be it. */
class DevelopmentTokenIT {

  @Test
  void a_token_is_for_the_tenant_and_groups_asked_for() throws IOException {
    RawHttp answer = post("tenant=acme&groups=creator,operator", RawHttp.host());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    String claims =
        new String(
            Base64.getUrlDecoder().decode(answer.text().split("\\.")[1]), StandardCharsets.UTF_8);
    assertThat(claims)
        .contains("\"tenant_id\":\"acme\"", "\"groups\":[\"creator\",\"operator\"]")
        .contains("\"aud\":\"atelier\"", "\"iss\":\"atelier-development\"");
    JsonObject read = LiveServer.object(claims);
    assertThat(Duration.ofSeconds(read.getInt("exp") - read.getInt("iat")))
        .as("as the README says")
        .isEqualTo(Duration.ofHours(12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:9080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "0.0.0.0",
        "10.0.0.1",
        "169.254.169.254",
        "[::ffff:7f00:1]",
        "localhost@evil.example"
      })
  void a_page_whose_name_was_rebound_to_this_machine_gets_none(String host) throws IOException {
    RawHttp answer = post("tenant=acme", "Host: " + host);
    assertThat(answer.status()).as(answer.everything()).isBetween(400, 499);
    assertThat(answer.text()).doesNotContain("eyJ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "tenant=", "tenant=../b", "tenant=Acme", "tenant=a%00", "tenant=a%0d%0ab:c"})
  void a_tenant_that_can_be_none_is_refused(String query) throws IOException {
    RawHttp answer = post(query, RawHttp.host());
    assertThat(answer.status()).as(answer.everything()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.text()).contains("INVALID_FIELD", "\"field\":\"tenant\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"operators", "Creator", "", "creator,admin", "creator;operator"})
  void a_group_that_nobody_asks_for_is_refused(String groups) throws IOException {
    RawHttp answer = post("tenant=acme&groups=" + groups, RawHttp.host());
    assertThat(answer.status()).as(answer.everything()).isEqualTo(400);
    assertThat(answer.text()).contains("INVALID_FIELD", "\"field\":\"groups\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tenant=%zz", "tenant=%", "%=%", "tenant=%ff", "&&&=&"})
  void a_query_that_cannot_be_read_is_no_fault_of_ours(String query) throws IOException {
    RawHttp answer = post(query, RawHttp.host());
    assertThat(answer.status()).as(answer.everything()).isBetween(400, 499);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "FOO"})
  void a_link_or_an_image_gets_none(String method) throws IOException {
    RawHttp answer = RawHttp.exchange(method + " /dev/token?tenant=acme HTTP/1.1", RawHttp.host());
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("POST");
    assertThat(answer.text()).doesNotContain("eyJ");
  }

  private static RawHttp post(String query, String host) throws IOException {
    return RawHttp.exchange("POST /dev/token?" + query + " HTTP/1.1", host, "Content-Length: 0");
  }
}
