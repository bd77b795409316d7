package io.atelier.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.PropertiesConfig;
import io.atelier.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.RsaKeyUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 3, serving: a key that is withdrawn ends within a minute, successes remembered or not. */
class VerificationKeysTest {
  private static final TokenSigner OLD = TokenSigner.withNewKey();
  private static final TokenSigner NEW = TokenSigner.withNewKey();
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path directory;
  private final AtomicLong nanos = new AtomicLong();
  private Path file;
  private TokenVerifier verifier;

  @BeforeEach
  void aKeyInAFile() throws IOException {
    OLD.pair().setKeyId("old");
    NEW.pair().setKeyId("new");
    file = Files.writeString(directory.resolve("key.pem"), pem(OLD));
    verifier = new TokenVerifier();
    verifier.nanos = nanos::get;
    verifier.keys = new VerificationKeys();
    verifier.keys.nanos = nanos::get;
    verifier.keys.inline = Optional.empty();
    verifier.keys.location = Optional.of(file.toString());
    verifier.config =
        PropertiesConfig.of(
            Map.of(
                "mp.jwt.verify.issuer", TokenSigner.ISSUER,
                "mp.jwt.verify.audiences", TokenSigner.AUDIENCE,
                "mp.jwt.verify.clock.skew", "5"));
    verifier.configure();
  }

  @Test
  void a_replaced_key_counts_and_the_old_one_ends_within_a_minute() throws IOException {
    String token = OLD.token("acme", "creator");
    usedUpToTheLastMoment(token);
    Files.writeString(file, pem(NEW));
    pass(MINUTE);
    assertRefused(token);
    assertThat(verifier.verify(NEW.token("acme", "creator")).tenant()).hasToString("acme");
  }

  @Test
  void a_key_taken_out_of_a_set_ends_within_a_minute() throws IOException {
    String token = OLD.token("acme", Map.of("kid", "old", "typ", "JWT"));
    Files.writeString(file, set(OLD, NEW));
    usedUpToTheLastMoment(token);
    Files.writeString(file, set(NEW));
    pass(MINUTE);
    assertRefused(token);
    String other = NEW.token("acme", Map.of("kid", "new", "typ", "JWT"));
    assertThat(verifier.verify(other)).isNotNull();
  }

  @Test
  void a_key_whose_file_is_gone_ends_within_a_minute_too() throws IOException {
    String token = OLD.token("acme", "creator");
    usedUpToTheLastMoment(token);
    Files.delete(file);
    pass(Duration.ofSeconds(10));
    assertThat(verifier.verify(OLD.token("acme", "creator"))).as("for a while").isNotNull();
    pass(MINUTE.minusSeconds(10));
    assertRefused(token);
    Files.writeString(file, pem(OLD));
    assertThat(verifier.verify(token)).as("and comes back with it").isNotNull();
  }

  /** With a new token every second, each is remembered as late as it can be. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_is_asked_for_all_the_time_ends_all_the_same(boolean replaced) throws IOException {
    List<String> tokens = new ArrayList<>(List.of(OLD.token("acme", "creator")));
    verifier.verify(tokens.get(0));
    if (replaced) {
      Files.writeString(file, pem(NEW));
    } else {
      Files.delete(file);
    }
    for (int second = 0; second < 60; second++) {
      pass(Duration.ofSeconds(1));
      tokens.add(OLD.token("acme", "creator"));
      tokens.removeIf(token -> !isAccepted(token));
    }
    assertThat(tokens).isEmpty();
  }

  private boolean isAccepted(String token) {
    try {
      verifier.verify(token);
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  // Read again and remembered again just before it is withdrawn: the worst case.
  private void usedUpToTheLastMoment(String token) {
    verifier.verify(token);
    pass(MINUTE);
    verifier.verify(token);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void assertRefused(String token) {
    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> verifier.verify(token));
  }

  private static String pem(TokenSigner signer) {
    return RsaKeyUtil.pemEncode(signer.pair().getRsaPublicKey());
  }

  private static String set(TokenSigner... signers) {
    return new JsonWebKeySet(List.of(signers).stream().map(TokenSigner::pair).toList())
        .toJson(OutputControlLevel.PUBLIC_ONLY);
  }
}
