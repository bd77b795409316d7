package io.atelier.tenant;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.eclipse.microprofile.config.Config;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

/**
 * Verifies bearer tokens where MicroProfile JWT does not reach: servlets that also answer without a
 * token.
 *
 * <p>It reads the same {@code mp.jwt.verify.*} settings as MicroProfile JWT and accepts exactly the
 * same tokens. Thread-safe.
 */
@ApplicationScoped
public class TokenVerifier {
  @Inject VerificationKeys keys;

  @Inject Config config;

  private JwtConsumer consumer;

  @PostConstruct
  void configure() {
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
            .setAllowedClockSkewInSeconds(
                config.getValue("mp.jwt.verify.clock.skew", Integer.class))
            .build();
  }

  /**
   * The caller that a bearer token speaks for.
   *
   * @throws ProblemException {@code UNAUTHENTICATED} if the token is not valid
   */
  public Caller verify(String token) {
    try {
      JwtContext verified = consumer.process(token);
      JwtClaims claims = verified.getJwtClaims();
      return Caller.of(
          verified.getJoseObjects().get(0).getHeader("typ"),
          claims.getClaimValue(Caller.TENANT_CLAIM),
          claims.getClaimValue("groups"),
          claims.getSubject(),
          Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    } catch (InvalidJwtException | MalformedClaimException e) {
      throw new ProblemException(ErrorCode.UNAUTHENTICATED, "The token is not valid.");
    }
  }
}
