package io.atelier.provider.meshy;

import io.atelier.provider.TaskCallbacks.Callback;
import io.atelier.provider.TaskCallbacks.Hint;
import io.atelier.provider.remote.Fields;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The one address that the provider's dashboard is given; it tells there of each task, by its id,
 * and signs nothing.
 *
 * @param token what the address ends with, in no hands but the provider's and ours; empty for none
 */
record Hook(String token) {
  private static final int SHORTEST = 16;

  Hook {
    if (!token.isEmpty() && token.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "meshy.callback-token has to have " + SHORTEST + " characters or more");
    }
  }

  boolean knows(String called) {
    return !token.isEmpty() && MessageDigest.isEqual(bytes(token), bytes(called));
  }

  Optional<Hint> hint(Callback call) {
    return knows(call.token())
        ? Fields.parse(call.body()).flatMap(task -> task.text("id")).map(Hint.OfTask::new)
        : Optional.empty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
