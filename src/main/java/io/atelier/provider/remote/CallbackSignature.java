package io.atelier.provider.remote;

import io.atelier.provider.TaskCallbacks.Callback;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How kie.ai signs its calls: the base64 HMAC-SHA256 of {@code <task>.<seconds since 1970>}; what
 * else is in the body is not signed.
 *
 * @param key the one of the provider's dashboard, which is not the API's
 */
public record CallbackSignature(ApiKey key, Clock clock) {
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final List<String> TASK = List.of("taskId", "task_id");

  /** The task that a call is about; empty where its signature is not right, or of another time. */
  Optional<String> task(Callback call) {
    String stamp = call.headers().getOrDefault("x-webhook-timestamp", "");
    String signature = call.headers().getOrDefault("x-webhook-signature", "");
    return Fields.parse(call.body())
        .flatMap(CallbackSignature::named)
        .filter(task -> isNow(stamp) && isRight(task + "." + stamp, signature));
  }

  private static Optional<String> named(Fields body) {
    String[] names = TASK.toArray(String[]::new);
    return body.object("data").flatMap(data -> data.text(names)).or(() -> body.text(names));
  }

  private boolean isNow(String stamp) {
    return stamp.matches("[0-9]{1,12}")
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(stamp)), clock.instant())
                .abs()
                .compareTo(SKEW)
            <= 0;
  }

  private boolean isRight(String signed, String signature) {
    try {
      return MessageDigest.isEqual(Base64.getDecoder().decode(signature), key.proof(signed));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
