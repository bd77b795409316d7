package io.atelier.breakable;

import io.atelier.provider.ProviderAdapter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * The accounts of a {@link BreakableServer} as providers of the product: {@code breakable-replay
 * breakable-lookup breakable-reject breakable-reject-with-id breakable-none}.
 *
 * <p>{@code breakable.base-url} says where it is; {@code breakable.timeout} and {@code
 * breakable.download-timeout} how long an exchange may take.
 */
@ApplicationScoped
public class BreakableProviders {
  @Inject Config config;

  @Produces
  @Singleton
  ProviderAdapter replay() {
    return adapter(Flavour.REPLAY);
  }

  @Produces
  @Singleton
  ProviderAdapter lookup() {
    return adapter(Flavour.LOOKUP);
  }

  @Produces
  @Singleton
  ProviderAdapter reject() {
    return adapter(Flavour.REJECT);
  }

  @Produces
  @Singleton
  ProviderAdapter rejectWithId() {
    return adapter(Flavour.REJECT_WITH_ID);
  }

  @Produces
  @Singleton
  ProviderAdapter none() {
    return adapter(Flavour.NONE);
  }

  private ProviderAdapter adapter(Flavour flavour) {
    return BreakableAdapter.of(
        flavour,
        config.getOptionalValue("breakable.base-url", URI.class),
        config.getOptionalValue("breakable.timeout", Duration.class).orElse(Duration.ofSeconds(5)),
        config
            .getOptionalValue("breakable.download-timeout", Duration.class)
            .orElse(Duration.ofSeconds(30)));
  }
}
