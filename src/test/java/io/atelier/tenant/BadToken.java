package io.atelier.tenant;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.RsaKeyUtil;

/**
 * Every way a token can be wrong that somebody is known to have let pass; each is to be answered
 * 401, wherever tokens are taken.
 */
public enum BadToken {
  GARBAGE((signer, tenant) -> "garbage"),
  NOTHING_BUT_DOTS((signer, tenant) -> ".."),
  ENDLESS((signer, tenant) -> "a".repeat(4_000)),
  WRONG_SIGNATURE((signer, tenant) -> Stranger.SIGNER.token(tenant, "creator")),
  CHANGED_CLAIMS(BadToken::changedClaims),
  NO_SIGNATURE((signer, tenant) -> signer.token(tenant, "creator").replaceFirst("[^.]*$", "")),
  ALGORITHM_NONE(BadToken::algorithmNone),
  ALGORITHM_NONE_IN_MIXED_CASE((signer, tenant) -> unsigned("nOnE", tenant)),
  HMAC_WITH_THE_PUBLIC_KEY_AS_PEM(
      (signer, tenant) -> hmac(tenant, RsaKeyUtil.pemEncode(signer.pair().getRsaPublicKey()))),
  HMAC_WITH_THE_PUBLIC_KEY_AS_JWK(
      (signer, tenant) -> hmac(tenant, signer.pair().toJson(OutputControlLevel.PUBLIC_ONLY))),
  OTHER_ALGORITHM(headers(Map.of("alg", AlgorithmIdentifiers.RSA_USING_SHA512))),
  KEY_OF_ITS_OWN(BadToken::keyOfItsOwn),
  UNKNOWN_CRITICAL_HEADER(headers(Map.of("crit", List.of("urn:x"), "urn:x", true))),
  EXPIRED(claims(BadToken::expire)),
  NO_EXPIRY(claims(claims -> claims.unsetClaim("exp"))),
  EXPIRY_AS_TEXT(claims(claims -> claims.setStringClaim("exp", "tomorrow"))),
  NOT_YET_VALID(claims(claims -> claims.setNotBeforeMinutesInThePast(-2))),
  WRONG_AUDIENCE(claims(claims -> claims.setAudience("another"))),
  NO_AUDIENCE(claims(claims -> claims.unsetClaim("aud"))),
  WRONG_ISSUER(claims(claims -> claims.setIssuer("https://issuer.example"))),
  NO_ISSUER(claims(claims -> claims.unsetClaim("iss"))),
  OTHER_PURPOSE(headers(Map.of("typ", "logout+jwt"))),
  NO_TENANT(claims(claims -> claims.unsetClaim(Caller.TENANT_CLAIM))),
  TENANT_NULL(tenantClaim(null)),
  TENANT_ARRAY(tenantClaim(List.of("acme"))),
  TENANT_OBJECT(tenantClaim(Map.of("value", "acme"))),
  TENANT_NUMBER(tenantClaim(7)),
  TENANT_FLAG(tenantClaim(true)),
  TENANT_EMPTY(tenantClaim("")),
  TENANT_TRAVERSING(tenantClaim("../B")),
  TENANT_IN_UPPER_CASE(tenantClaim("Acme")),
  TENANT_WITH_LINE_END(tenantClaim("acme\n")),
  TENANT_WITH_SLASH(tenantClaim("acme/spring")),
  TENANT_WITH_LEADING_HYPHEN(tenantClaim("-acme")),
  TENANT_OF_64_CHARACTERS(tenantClaim("a".repeat(64)));

  private final BiFunction<TokenSigner, String, String> maker;

  BadToken(BiFunction<TokenSigner, String, String> maker) {
    this.maker = maker;
  }

  /** Such a token, from an issuer that is trusted, for a tenant that has things to steal. */
  public String from(TokenSigner signer, String tenant) {
    return maker.apply(signer, tenant);
  }

  private static BiFunction<TokenSigner, String, String> claims(Consumer<JwtClaims> change) {
    return (signer, tenant) -> signer.token(tenant, change);
  }

  private static BiFunction<TokenSigner, String, String> tenantClaim(Object value) {
    return claims(claims -> claims.setClaim(Caller.TENANT_CLAIM, value));
  }

  private static BiFunction<TokenSigner, String, String> headers(Map<String, Object> headers) {
    return (signer, tenant) -> signer.token(tenant, headers);
  }

  private static void expire(JwtClaims claims) {
    claims.unsetClaim("iat");
    claims.setExpirationTimeMinutesInTheFuture(-2);
  }

  private static String changedClaims(TokenSigner signer, String tenant) {
    String[] mine = signer.token("somebody-else", "creator").split("\\.");
    return mine[0] + "." + base64(TokenSigner.claims(tenant, claims -> {})) + "." + mine[2];
  }

  private static String algorithmNone(TokenSigner signer, String tenant) {
    return unsigned(AlgorithmIdentifiers.NONE, tenant);
  }

  private static String unsigned(String algorithm, String tenant) {
    String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
    return base64(header) + "." + base64(TokenSigner.claims(tenant, claims -> {})) + ".";
  }

  private static String hmac(String tenant, String secret) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    jws.setPayload(TokenSigner.claims(tenant, claims -> {}));
    jws.setKey(new HmacKey(secret.getBytes(StandardCharsets.UTF_8)));
    return TokenSigner.compact(jws);
  }

  private static String keyOfItsOwn(TokenSigner signer, String tenant) {
    Map<String, Object> itsKey = Stranger.SIGNER.pair().toParams(OutputControlLevel.PUBLIC_ONLY);
    return Stranger.SIGNER.token(tenant, Map.of("jwk", itsKey, "typ", "JWT"));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** An issuer that nobody trusts. */
  private static final class Stranger {
    static final TokenSigner SIGNER = TokenSigner.withNewKey();
  }
}
