package io.atelier.tenant;

import static org.jose4j.jwk.JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.RsaKeyUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Issues tokens on a developer's machine, signed with a key pair of its own.
 *
 * <p>The pair is made once and kept beside the data, readable by its owner only, so that tokens
 * outlive a restart and two nodes on one data directory agree. On only in the development profile;
 * production refuses to start with it ({@link IdentitySettings}).
 */
@ApplicationScoped
public class DevelopmentIssuer {
  private static final int KEY_BITS = 2048;
  private static final float LIFETIME_MINUTES = 12 * 60;

  @Inject Config config;

  private @Nullable RsaJsonWebKey pair;

  /** Reads or makes the key pair and publishes its public half; called once, at start. */
  void open() {
    Path publicKey = config.getValue("tenant.development-key", Path.class);
    Path privateKey = publicKey.resolveSibling("issuer.jwk");
    try {
      Files.createDirectories(publicKey.toAbsolutePath().getParent());
      if (!Files.exists(privateKey)) {
        write(privateKey, RsaJwkGenerator.generateJwk(KEY_BITS).toJson(INCLUDE_PRIVATE));
      }
      pair = (RsaJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(privateKey));
      write(publicKey, RsaKeyUtil.pemEncode(pair.getRsaPublicKey()));
    } catch (IOException e) {
      throw new UncheckedIOException("the development issuer's keys cannot be kept", e);
    } catch (JoseException e) {
      throw new IllegalStateException(privateKey + " holds no key; delete it to get a new one", e);
    }
  }

  // Whoever reads the file meanwhile sees the old content or the new, never half of it.
  private static void write(Path file, String text) throws IOException {
    Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "key", null);
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A signed token for that tenant and those groups, valid for twelve hours. */
  String issue(TenantId tenant, List<String> groups) {
    if (pair == null) {
      throw new IllegalStateException("the development issuer was not opened");
    }
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(config.getValue("mp.jwt.verify.issuer", String.class));
    claims.setAudience(config.getValue("mp.jwt.verify.audiences", String.class));
    claims.setSubject("developer@" + tenant);
    claims.setClaim("upn", "developer@" + tenant);
    claims.setClaim(Caller.TENANT_CLAIM, tenant.value());
    claims.setStringListClaim("groups", groups);
    claims.setGeneratedJwtId();
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(LIFETIME_MINUTES);
    JsonWebSignature jws = new JsonWebSignature();
    jws.setHeader("typ", "JWT");
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    jws.setPayload(claims.toJson());
    jws.setKey(pair.getPrivateKey());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
  }
}
