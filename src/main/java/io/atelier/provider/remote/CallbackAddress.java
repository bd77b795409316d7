package io.atelier.provider.remote;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The addresses that a provider is given to call back at, one for each create. What stands in one
 * proves that whoever made it has the provider's key, so that nobody can guess one, and nothing has
 * to be looked up to know a forged one.
 *
 * @param base this installation's own, without a slash behind it; empty where it has none that the
 *     provider could call: one without TLS is no public one
 */
public record CallbackAddress(Optional<String> base, String provider, ApiKey key) {
  private static final int PROOF_BYTES = 18;
  private static final int PROOF_CHARACTERS = PROOF_BYTES / 3 * 4;
  private static final int LONGEST = 200;

  /** Those of that provider. */
  public static CallbackAddress read(Config config, RemoteSettings settings) {
    return new CallbackAddress(
        config
            .getOptionalValue("public.base-url", String.class)
            .map(address -> address.replaceAll("/+$", ""))
            .filter(address -> address.startsWith("https://")),
        settings.provider(),
        settings.key());
  }

  /** The one for that create. */
  public Optional<String> of(String create) {
    return base.map(address -> address + "/api/v1/hooks/" + provider + "/" + token(create));
  }

  private String token(String create) {
    Base64.Encoder letters = Base64.getUrlEncoder().withoutPadding();
    return letters.encodeToString(proof(create))
        + letters.encodeToString(create.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] proof(String create) {
    return Arrays.copyOf(key.proof("callback " + provider + " " + create), PROOF_BYTES);
  }

  /** The create that a token is for; empty where it was not made here. */
  Optional<String> create(String token) {
    if (token.length() <= PROOF_CHARACTERS || token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      Base64.Decoder letters = Base64.getUrlDecoder();
      byte[] proof = letters.decode(token.substring(0, PROOF_CHARACTERS));
      String create =
          new String(letters.decode(token.substring(PROOF_CHARACTERS)), StandardCharsets.UTF_8);
      return MessageDigest.isEqual(proof, proof(create)) ? Optional.of(create) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
