package io.atelier.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://example.com/hook?token=x",
        "HTTPS://Example.com:8443/a/b",
        "https://[2606:4700:4700::1111]/",
        "https://8.8.8.8/hook",
        "http://inside/hook",
        "http://INSIDE.:8080/hook"
      })
  void https_and_what_is_trusted_without_has_the_form(String url) {
    assertThat(Destination.parse(url, "inside"::equals)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "example.com",
        "//example.com/",
        "http://example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "jar:https://example.com/!/",
        "https:///hook",
        "https:example.com",
        "https://user@example.com/",
        "https://user:secret@example.com/",
        "https://@example.com/",
        "https://example.com@inside/",
        "https://example.com/#part",
        "https://example.com:0/",
        "https://example.com:65536/",
        "https://example.com:-1/",
        "https://exa mple.com/",
        "https://example.com/a b",
        "https://example.com/\r\nHost: inside",
        "https://example.com\\@inside/",
        "https://exämple.com/",
        "https://under_score.example/",
        "https://[::1/",
        "http://inside.example.com/"
      })
  void anything_else_has_not(String url) {
    assertThat(Destination.parse(url, "inside"::equals)).isEmpty();
  }

  @Test
  void an_endless_one_has_not() {
    assertThat(Destination.parse("https://example.com/" + "a".repeat(2048), host -> true))
        .isEmpty();
  }

  @Test
  void its_text_shows_no_more_than_the_host() {
    assertThat(Destination.parse("https://example.com/hook/T0KEN?key=5ECRET", host -> false))
        .hasValueSatisfying(
            destination ->
                assertThat(destination.toString())
                    .contains("example.com")
                    .doesNotContain("T0KEN", "5ECRET"));
  }
}
