package io.atelier.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.spec.InvalidKeySpecException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.EcKeyUtil;
import org.jose4j.keys.RsaKeyUtil;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that tokens are verified with, from {@code mp.jwt.verify.publickey} or {@code
 * mp.jwt.verify.publickey.location}: PEM, JWK set, or an https address of a JWK set.
 *
 * <p>Read at the first use and kept; a key set behind https is read again when it meets a key id it
 * does not know.
 */
@ApplicationScoped
public class VerificationKeys implements VerificationKeyResolver {
  @Inject
  @ConfigProperty(name = "mp.jwt.verify.publickey")
  Optional<String> inline;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.publickey.location")
  Optional<String> location;

  private volatile @Nullable VerificationKeyResolver resolver;

  @Override
  public Key resolveKey(JsonWebSignature jws, List<JsonWebStructure> nesting)
      throws UnresolvableKeyException {
    VerificationKeyResolver keys = resolver;
    if (keys == null) {
      try {
        keys = load();
      } catch (IOException | JoseException | GeneralSecurityException e) {
        throw new UnresolvableKeyException("The verification key cannot be read", e);
      }
      resolver = keys;
    }
    return keys.resolveKey(jws, nesting);
  }

  private VerificationKeyResolver load()
      throws IOException, JoseException, GeneralSecurityException {
    if (inline.isPresent()) {
      return parse(inline.get());
    }
    String address = location.orElseThrow(() -> new IOException("no key is configured"));
    if (address.startsWith("https:") || address.startsWith("http:")) {
      return new HttpsJwksVerificationKeyResolver(new HttpsJwks(address));
    }
    Path file = address.startsWith("file:") ? Path.of(URI.create(address)) : Path.of(address);
    return parse(Files.readString(file));
  }

  private static Key pem(String text) throws JoseException, GeneralSecurityException {
    try {
      return new RsaKeyUtil().fromPemEncoded(text);
    } catch (InvalidKeySpecException notRsa) {
      return new EcKeyUtil().fromPemEncoded(text);
    }
  }

  private static VerificationKeyResolver parse(String text)
      throws JoseException, GeneralSecurityException {
    if (text.stripLeading().startsWith("{")) {
      return new JwksVerificationKeyResolver(new JsonWebKeySet(text).getJsonWebKeys());
    }
    Key key = pem(text);
    return (jws, nesting) -> key;
  }
}
