package io.atelier.artifact;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import org.eclipse.microprofile.config.Config;

/**
 * The address clients reach this installation at, {@code PUBLIC_BASE_URL}; never taken from a
 * request's Host header, which whoever sends the request chooses.
 */
@Dependent
public class PublicAddress {
  private final String base;

  @Inject
  PublicAddress(Config config) {
    this.base = config.getValue("public.base-url", String.class).replaceAll("/+$", "");
  }

  /** The absolute form of a path that begins with a slash. */
  public URI of(String path) {
    return URI.create(base + path);
  }
}
