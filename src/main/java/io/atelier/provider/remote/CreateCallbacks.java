package io.atelier.provider.remote;

import io.atelier.provider.TaskCallbacks.Callback;
import io.atelier.provider.TaskCallbacks.Hint;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The calls of a provider that is given an address with each create; it signs them too where {@code
 * <provider>.callback-key} is set.
 */
public record CreateCallbacks(CallbackAddress address, Optional<CallbackSignature> signature) {

  /** Those of that provider. */
  public static CreateCallbacks read(Config config, RemoteSettings settings, Clock clock) {
    return new CreateCallbacks(
        CallbackAddress.read(config, settings),
        config
            .getOptionalValue(settings.provider() + ".callback-key", String.class)
            .filter(key -> !key.isBlank())
            .map(key -> new CallbackSignature(new ApiKey(key), clock)));
  }

  /** Whether that token was made here. */
  public boolean knows(String token) {
    return address.create(token).isPresent();
  }

  /** The create that a call is about. */
  public Optional<Hint> hint(Callback call) {
    Optional<String> create = address.create(call.token());
    if (signature.isEmpty()) {
      return create.map(key -> new Hint.OfCreate(key, Optional.empty()));
    }
    return create.flatMap(
        key -> signature.get().task(call).map(task -> new Hint.OfCreate(key, Optional.of(task))));
  }
}
