package io.atelier.tenant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * An issuer in a test's hands: it signs whatever claims and headers the test wants, right or wrong.
 */
public final class TokenSigner {
  /** The issuer and audience that the development profile trusts. */
  public static final String ISSUER = "atelier-development";

  public static final String AUDIENCE = "atelier";

  private final RsaJsonWebKey pair;

  private TokenSigner(RsaJsonWebKey pair) {
    this.pair = pair;
  }

  /** A signer with a key pair that nobody else knows. */
  public static TokenSigner withNewKey() {
    try {
      return new TokenSigner(RsaJwkGenerator.generateJwk(2048));
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A signer with the key pair that the development issuer keeps in that file. */
  public static TokenSigner withKeyIn(Path jwk) {
    try {
      return new TokenSigner((RsaJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(jwk)));
    } catch (IOException | JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key pair. */
  public RsaJsonWebKey pair() {
    return pair;
  }

  /** A token that is right in every respect. */
  public String token(String tenant, String... groups) {
    return token(tenant, claims -> claims.setStringListClaim("groups", List.of(groups)));
  }

  /** A token that is right but for what the change makes of its claims. */
  public String token(String tenant, Consumer<JwtClaims> change) {
    return signed(claims(tenant, change), Map.of("typ", "JWT"));
  }

  /** A token with the claims of a right one, and these header fields. */
  public String token(String tenant, Map<String, Object> headers) {
    return signed(claims(tenant, claims -> {}), headers);
  }

  /** The claims of a right token, as JSON, after that change. */
  public static String claims(String tenant, Consumer<JwtClaims> change) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience(AUDIENCE);
    claims.setSubject("tester");
    claims.setClaim("upn", "tester");
    claims.setClaim("tenant_id", tenant);
    claims.setStringListClaim("groups", List.of("creator"));
    claims.setGeneratedJwtId();
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(10);
    change.accept(claims);
    return claims.toJson();
  }

  private String signed(String claims, Map<String, Object> headers) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    headers.forEach(jws::setHeader);
    jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    jws.setPayload(claims);
    jws.setKey(pair.getPrivateKey());
    return compact(jws);
  }

  static String compact(JsonWebSignature jws) {
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
