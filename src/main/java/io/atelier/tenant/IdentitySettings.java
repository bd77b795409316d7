package io.atelier.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How callers are identified, checked when the application starts.
 *
 * <p>Production has no default for whom it trusts: without a public address, an audience, an issuer
 * and a key, or with the development issuer on, it refuses to start.
 */
@ApplicationScoped
public class IdentitySettings {
  private static final String DEVELOPMENT = "development";

  @Inject
  @ConfigProperty(name = "mp.config.profile")
  Optional<String> profile;

  @Inject
  @ConfigProperty(name = "tenant.development-issuer", defaultValue = "false")
  boolean developmentIssuer;

  @Inject
  @ConfigProperty(name = "public.base-url")
  Optional<String> publicBaseUrl;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.audiences")
  Optional<String> audiences;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.issuer")
  Optional<String> trustedIssuer;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.publickey")
  Optional<String> publicKey;

  @Inject
  @ConfigProperty(name = "mp.jwt.verify.publickey.location")
  Optional<String> publicKeyLocation;

  @Inject DevelopmentIssuer issuer;

  boolean developmentIssuer() {
    return developmentIssuer;
  }

  /** Every reason why this configuration must not serve; empty when it may. */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    if (developmentIssuer && !profile.map(DEVELOPMENT::equals).orElse(false)) {
      objections.add(
          "tenant.development-issuer is on outside of the development profile; switch it off");
    }
    if (publicBaseUrl.filter(IdentitySettings::isAddress).isEmpty()) {
      objections.add(
          "PUBLIC_BASE_URL is not set, or no address; give the one clients use, https://…");
    }
    if (audiences.isEmpty()) {
      objections.add("MP_JWT_VERIFY_AUDIENCES is not set; give the audience of your tokens");
    }
    if (trustedIssuer.isEmpty()) {
      objections.add("MP_JWT_VERIFY_ISSUER is not set; give the issuer of your tokens");
    }
    if (publicKey.isEmpty() && publicKeyLocation.isEmpty()) {
      objections.add(
          "no verification key; set MP_JWT_VERIFY_PUBLICKEY_LOCATION or MP_JWT_VERIFY_PUBLICKEY");
    }
    return objections;
  }

  private static boolean isAddress(String text) {
    try {
      URI address = new URI(text);
      return address.getHost() != null
          && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Gets ready to identify callers; called once, at start, when there are no objections. */
  public void open() {
    if (developmentIssuer) {
      issuer.open();
    }
  }
}
