package io.atelier.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitySettingsTest {
  private final IdentitySettings production = production();

  @Test
  void production_with_all_of_it_serves() {
    assertThat(production.objections()).isEmpty();
  }

  @Test
  void production_without_a_public_address_refuses_to_start() {
    production.publicBaseUrl = Optional.empty();
    assertOneObjection("PUBLIC_BASE_URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "media.example.org",
        "/media",
        "",
        "mailto:me@example.org",
        "not an address",
        "ftp://media.example.org"
      })
  void a_public_address_without_a_host_is_none(String address) {
    production.publicBaseUrl = Optional.of(address);
    assertOneObjection("PUBLIC_BASE_URL");
  }

  @Test
  void production_without_an_audience_refuses_to_start() {
    production.audiences = Optional.empty();
    assertOneObjection("MP_JWT_VERIFY_AUDIENCES");
  }

  @Test
  void production_without_an_issuer_refuses_to_start() {
    production.trustedIssuer = Optional.empty();
    assertOneObjection("MP_JWT_VERIFY_ISSUER");
  }

  @Test
  void production_without_a_verification_key_refuses_to_start() {
    production.publicKeyLocation = Optional.empty();
    assertOneObjection("verification key");
  }

  @Test
  void either_form_of_the_verification_key_will_do() {
    production.publicKeyLocation = Optional.empty();
    production.publicKey = Optional.of("-----BEGIN PUBLIC KEY-----");
    assertThat(production.objections()).isEmpty();
  }

  @Test
  void production_refuses_to_start_with_the_development_issuer_on() {
    production.developmentIssuer = true;
    assertOneObjection("development-issuer");
    production.profile = Optional.of("staging");
    assertOneObjection("development-issuer");
  }

  @Test
  void development_may_issue_its_own_tokens() {
    production.developmentIssuer = true;
    production.profile = Optional.of("development");
    assertThat(production.objections()).isEmpty();
  }

  @Test
  void every_objection_is_told_at_once() {
    IdentitySettings nothing = new IdentitySettings();
    nothing.profile = Optional.empty();
    nothing.developmentIssuer = true;
    nothing.publicBaseUrl = Optional.empty();
    nothing.audiences = Optional.empty();
    nothing.trustedIssuer = Optional.empty();
    nothing.publicKey = Optional.empty();
    nothing.publicKeyLocation = Optional.empty();
    assertThat(nothing.objections()).hasSize(5);
  }

  private void assertOneObjection(String about) {
    assertThat(production.objections()).singleElement().asString().contains(about);
  }

  private static IdentitySettings production() {
    IdentitySettings settings = new IdentitySettings();
    settings.profile = Optional.empty();
    settings.developmentIssuer = false;
    settings.publicBaseUrl = Optional.of("https://media.example.org");
    settings.audiences = Optional.of("atelier");
    settings.trustedIssuer = Optional.of("https://issuer.example.org");
    settings.publicKey = Optional.empty();
    settings.publicKeyLocation = Optional.of("https://issuer.example.org/jwks");
    return settings;
  }
}
