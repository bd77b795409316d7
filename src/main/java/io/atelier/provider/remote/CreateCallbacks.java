package io.atelier.provider.remote;

import io.atelier.provider.TaskCallbacks.Callback;
import io.atelier.provider.TaskCallbacks.Hint;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The calls of a provider that is given an address with each create. One that signs them does so
 * where {@code <provider>.callback-key} is set; of one that signs none the address alone proves who
 * calls. Whatever they say is a hint.
 */
public record CreateCallbacks(CallbackAddress address, Optional<CallbackSignature> signature) {

  /** Those of a provider that signs them where its dashboard has a key for that. */
  public static CreateCallbacks signed(Config config, RemoteSettings settings, Clock clock) {
    return new CreateCallbacks(
        CallbackAddress.read(config, settings),
        config
            .getOptionalValue(settings.provider() + ".callback-key", String.class)
            .filter(key -> !key.isBlank())
            .map(key -> new CallbackSignature(new ApiKey(key), clock)));
  }

  /** Those of a provider that signs none, whatever key is set. */
  public static CreateCallbacks unsigned(Config config, RemoteSettings settings) {
    return new CreateCallbacks(CallbackAddress.read(config, settings), Optional.empty());
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
