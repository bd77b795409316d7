package io.atelier.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.PropertiesConfig;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.RsaKeyUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenVerifierTest {
  private static final TokenSigner SIGNER = TokenSigner.withNewKey();

  @TempDir Path directory;

  @Test
  void a_right_token_names_its_caller() {
    Caller caller = verifier(pem()).verify(SIGNER.token("acme", "creator", "operator"));
    assertThat(caller.tenant()).hasToString("acme");
    assertThat(caller.groups()).containsExactlyInAnyOrder("creator", "operator");
    assertThat(caller.subject()).isEqualTo("tester");
    assertThat(Duration.between(Instant.now(), caller.expires()))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
  }

  @ParameterizedTest
  @EnumSource
  void a_bad_token_names_nobody(BadToken bad) {
    TokenVerifier verifier = verifier(pem());
    assertUnauthenticated(verifier, bad.from(SIGNER, "acme"));
  }

  @ParameterizedTest
  @EnumSource
  void a_bad_token_names_nobody_before_a_key_set_either(BadToken bad) {
    assertUnauthenticated(verifier(keySet()), bad.from(SIGNER, "acme"));
  }

  @Test
  void no_refusal_repeats_the_token_or_names_a_library() {
    for (BadToken bad : BadToken.values()) {
      String token = bad.from(SIGNER, "acme");
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> verifier(pem()).verify(token))
          .withMessageNotContaining(token)
          .withMessageNotContaining("jose4j");
    }
  }

  @Test
  void one_of_several_audiences_is_enough() {
    String token = SIGNER.token("acme", claims -> claims.setAudience("another", "atelier"));
    assertThat(verifier(pem()).verify(token).tenant()).hasToString("acme");
  }

  @Test
  void a_clock_may_be_off_by_the_skew_and_no_more() {
    TokenVerifier verifier = verifier(pem());
    String justExpired = expired(Duration.ofSeconds(2));
    assertThat(verifier.verify(justExpired).tenant()).hasToString("acme");
    assertUnauthenticated(verifier, expired(Duration.ofSeconds(30)));
  }

  @Test
  void a_key_set_is_searched_by_key_id() {
    SIGNER.pair().setKeyId("2026-1");
    String token = SIGNER.token("acme", Map.of("kid", "2026-1"));
    assertThat(verifier(keySet()).verify(token).tenant()).hasToString("acme");
    assertUnauthenticated(verifier(keySet()), SIGNER.token("acme", Map.of("kid", "2019-1")));
  }

  @Test
  void keys_are_read_from_a_file_by_path_or_url_and_kept() throws IOException {
    Path file = Files.writeString(directory.resolve("key.pem"), pem());
    for (String location : List.of(file.toString(), file.toUri().toString())) {
      TokenVerifier verifier = verifier(Optional.empty(), Optional.of(location));
      assertThat(verifier.verify(SIGNER.token("acme", "creator"))).isNotNull();
    }
    TokenVerifier verifier = verifier(Optional.empty(), Optional.of(file.toString()));
    verifier.verify(SIGNER.token("acme", "creator"));
    Files.delete(file);
    assertThat(verifier.verify(SIGNER.token("acme", "creator"))).isNotNull();
  }

  @Test
  void without_a_readable_key_nobody_is_let_in() throws IOException {
    Path nonsense = Files.writeString(directory.resolve("nonsense"), "nonsense");
    Path absent = directory.resolve("absent.pem");
    for (Path file : List.of(nonsense, absent)) {
      TokenVerifier verifier = verifier(Optional.empty(), Optional.of(file.toString()));
      assertUnauthenticated(verifier, SIGNER.token("acme", "creator"));
    }
    assertUnauthenticated(
        verifier(Optional.empty(), Optional.empty()), SIGNER.token("acme", "creator"));
  }

  private static String expired(Duration ago) {
    return SIGNER.token(
        "acme",
        claims -> {
          claims.unsetClaim("iat");
          claims.setExpirationTime(
              NumericDate.fromSeconds(Instant.now().minus(ago).getEpochSecond()));
        });
  }

  private static void assertUnauthenticated(TokenVerifier verifier, String token) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> verifier.verify(token))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
  }

  private static String pem() {
    return RsaKeyUtil.pemEncode(SIGNER.pair().getRsaPublicKey());
  }

  private static String keySet() {
    return new JsonWebKeySet(SIGNER.pair()).toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  private static TokenVerifier verifier(String key) {
    return verifier(Optional.of(key), Optional.empty());
  }

  private static TokenVerifier verifier(Optional<String> inline, Optional<String> location) {
    TokenVerifier verifier = new TokenVerifier();
    verifier.keys = new VerificationKeys();
    verifier.keys.inline = inline;
    verifier.keys.location = location;
    verifier.config =
        PropertiesConfig.of(
            Map.of(
                "mp.jwt.verify.issuer", TokenSigner.ISSUER,
                "mp.jwt.verify.audiences", TokenSigner.AUDIENCE,
                "mp.jwt.verify.clock.skew", "5"));
    verifier.configure();
    return verifier;
  }
}
