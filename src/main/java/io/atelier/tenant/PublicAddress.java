package io.atelier.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import org.eclipse.microprofile.config.Config;

/**
 * The address clients reach this installation at, {@code PUBLIC_BASE_URL}; never taken from a
 * request's Host header, which whoever sends the request chooses.
 */
@ApplicationScoped
public class PublicAddress {
  private final String base;

  /** For the proxy. */
  protected PublicAddress() {
    this.base = "";
  }

  @Inject
  public PublicAddress(Config config) {
    // Without one the application refuses to start, and says so with every other reason.
    this.base =
        config.getOptionalValue("public.base-url", String.class).orElse("").replaceAll("/+$", "");
  }

  /** The absolute form of a path that begins with a slash. */
  public URI of(String path) {
    return URI.create(base + path);
  }
}
