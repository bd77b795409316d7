package io.atelier.provider.suno;

import static java.util.Map.entry;

import io.atelier.provider.FailureClass;
import io.atelier.provider.remote.CreateCallbacks;
import io.atelier.provider.remote.FailureCodes;
import io.atelier.provider.remote.RemoteSettings;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/**
 * Who speaks the protocol; the same codes mean different things with them: 429 is an empty account
 * at one, and too many requests at the other.
 */
enum SunoHost {
  SUNOAPI(
      Map.of(
          "405", FailureClass.RATE_LIMITED,
          "429", FailureClass.OUT_OF_CREDITS,
          "430", FailureClass.RATE_LIMITED)) {
    @Override
    Response credit(SunoApi api) {
      return api.credit();
    }

    @Override
    CreateCallbacks callbacks(Config config, RemoteSettings settings, Clock clock) {
      return CreateCallbacks.unsigned(config, settings);
    }
  },
  KIE(Map.of("429", FailureClass.RATE_LIMITED, "505", FailureClass.TRANSIENT)) {
    @Override
    Response credit(SunoApi api) {
      return api.chatCredit();
    }

    @Override
    CreateCallbacks callbacks(Config config, RemoteSettings settings, Clock clock) {
      return CreateCallbacks.signed(config, settings, clock);
    }

    @Override
    FailureCodes codes(Config config) {
      return super.codes(config).sayingInputBy500(config);
    }
  };

  private final Map<String, FailureClass> own;

  SunoHost(Map<String, FailureClass> own) {
    this.own = own;
  }

  /** The host of that name, in lower case. */
  static SunoHost of(String name) {
    return Arrays.stream(values())
        .filter(host -> host.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such Suno host: " + name));
  }

  abstract Response credit(SunoApi api);

  /** How its calls are told from a forger's. */
  abstract CreateCallbacks callbacks(Config config, RemoteSettings settings, Clock clock);

  /** What its codes mean. */
  FailureCodes codes(Config config) {
    Map<String, FailureClass> documented = new HashMap<>(Shared.CODES);
    documented.putAll(own);
    return FailureCodes.read(config, SunoAdapter.NAME, documented);
  }

  private static final class Shared {
    static final Map<String, FailureClass> CODES =
        Map.ofEntries(
            entry("400", FailureClass.INVALID_INPUT),
            entry("401", FailureClass.AUTH),
            entry("402", FailureClass.OUT_OF_CREDITS),
            entry("403", FailureClass.AUTH),
            entry("404", FailureClass.NOT_FOUND),
            entry("408", FailureClass.TRANSIENT),
            entry("413", FailureClass.INVALID_INPUT),
            entry("422", FailureClass.INVALID_INPUT),
            // It is sent no image: one that cannot be fetched is not the request's fault.
            entry("451", FailureClass.TRANSIENT),
            entry("455", FailureClass.TRANSIENT),
            entry("500", FailureClass.TRANSIENT),
            entry("501", FailureClass.GENERATION_FAILED),
            entry("531", FailureClass.GENERATION_FAILED));

    private Shared() {}
  }
}
