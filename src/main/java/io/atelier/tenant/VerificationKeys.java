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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
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
 * <p>Read again every quarter of a minute, by one thread while the others go on with what is known,
 * so that a key that is withdrawn ends; a key set behind https also when it meets a key id it does
 * not know. Where they cannot be read again, what they were stands for as long once more, and then
 * nothing is trusted.
 */
@ApplicationScoped
public class VerificationKeys implements VerificationKeyResolver {
  private static final Duration READ_EVERY = Duration.ofSeconds(15);

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.publickey")
  Optional<String> inline;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.publickey.location")
  Optional<String> location;

  LongSupplier nanos = System::nanoTime;

  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Reading reading;

  @Override
  public Key resolveKey(JsonWebSignature jws, List<JsonWebStructure> nesting)
      throws UnresolvableKeyException {
    return keys().resolveKey(jws, nesting);
  }

  private VerificationKeyResolver keys() throws UnresolvableKeyException {
    Reading last = reading;
    if (last != null && isYoungerThan(last, READ_EVERY)) {
      return last.keys();
    }
    Reading standing =
        last != null && isYoungerThan(last, READ_EVERY.multipliedBy(2)) ? last : null;
    if (standing != null && loading.isLocked()) {
      return standing.keys();
    }
    loading.lock();
    try {
      Reading meanwhile = reading;
      if (meanwhile != null && meanwhile != last) {
        return meanwhile.keys();
      }
      long asked = nanos.getAsLong();
      Reading fresh = new Reading(load(), asked);
      reading = fresh;
      return fresh.keys();
    } catch (IOException | JoseException | GeneralSecurityException e) {
      if (standing != null) {
        return standing.keys();
      }
      throw new UnresolvableKeyException("The verification key cannot be read", e);
    } finally {
      loading.unlock();
    }
  }

  private boolean isYoungerThan(Reading read, Duration age) {
    return nanos.getAsLong() - read.nanos() < age.toNanos();
  }

  private VerificationKeyResolver load()
      throws IOException, JoseException, GeneralSecurityException {
    if (inline.isPresent()) {
      return parse(inline.get());
    }
    String address = location.orElseThrow(() -> new IOException("no key is configured"));
    if (address.startsWith("https:") || address.startsWith("http:")) {
      HttpsJwks set = new HttpsJwks(address);
      set.refresh(); // now, whatever its own headers say of how long it may be kept
      return new HttpsJwksVerificationKeyResolver(set);
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

  private record Reading(VerificationKeyResolver keys, long nanos) {}
}
