package io.atelier.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.Config;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

/**
 * Verifies bearer tokens where MicroProfile JWT does not reach: servlets that also answer without a
 * token.
 *
 * <p>It reads the same {@code mp.jwt.verify.*} settings as MicroProfile JWT and accepts exactly the
 * same tokens. What it accepted it remembers for a while, because verifying costs more than serving
 * a small asset; a token still ends when it expires. Thread-safe.
 */
@ApplicationScoped
public class TokenVerifier {
  private static final int MOST_REMEMBERED = 10_000;
  // With the keys' own time, a withdrawn key ends within a minute, also when it cannot be read that
  // it is.
  private static final Duration REMEMBERED = Duration.ofSeconds(25);

  @Inject VerificationKeys keys;

  @Inject Config config;

  LongSupplier nanos = System::nanoTime;

  private final Cache<String, Caller> verified =
      Caffeine.newBuilder()
          .maximumSize(MOST_REMEMBERED)
          .expireAfterWrite(REMEMBERED)
          .ticker(() -> nanos.getAsLong())
          .build();

  private JwtConsumer consumer;
  private int skewSeconds;

  @PostConstruct
  void configure() {
    skewSeconds = config.getValue("mp.jwt.verify.clock.skew", Integer.class);
    consumer =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(keys)
            .setJwsAlgorithmConstraints(
                new AlgorithmConstraints(
                    ConstraintType.PERMIT,
                    AlgorithmIdentifiers.RSA_USING_SHA256,
                    AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
            .setExpectedIssuer(config.getValue("mp.jwt.verify.issuer", String.class))
            .setExpectedAudience(config.getValue("mp.jwt.verify.audiences", String[].class))
            .setRequireExpirationTime()
            .setAllowedClockSkewInSeconds(skewSeconds)
            .build();
  }

  /**
   * The caller that a bearer token speaks for.
   *
   * @throws ProblemException {@code UNAUTHENTICATED} if the token is not valid
   */
  public Caller verify(String token) {
    Caller known = verified.getIfPresent(token);
    if (known != null && isAlive(known)) {
      return known;
    }
    Caller caller = check(token);
    verified.put(token, caller);
    return caller;
  }

  // The same clock and comparison as the check's.
  private boolean isAlive(Caller caller) {
    return NumericDate.now().getValue() - skewSeconds < caller.expires().getEpochSecond();
  }

  private Caller check(String token) {
    try {
      JwtContext context = consumer.process(token);
      JwtClaims claims = context.getJwtClaims();
      return Caller.of(
          context.getJoseObjects().get(0).getHeader("typ"),
          claims.getClaimValue(Caller.TENANT_CLAIM),
          claims.getClaimValue("groups"),
          claims.getSubject(),
          Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    } catch (InvalidJwtException | MalformedClaimException e) {
      throw new ProblemException(ErrorCode.UNAUTHENTICATED, "The token is not valid.");
    }
  }
}
