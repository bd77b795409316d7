package io.atelier.event;

import java.util.List;
import java.util.UUID;

/**
 * An event that is to be sent to a webhook now, by whoever has taken it.
 *
 * @param secrets all that sign, the newest first
 * @param tries how many attempts there were, with this one
 * @param fence what has to be the same when its outcome is written
 */
record Delivery(
    UUID webhook, String url, List<WebhookSecret> secrets, Event event, int tries, long fence) {

  /** The header that proves who sends it: each secret's signature. */
  String signature(long epochSecond, String body) {
    return String.join(
        " ",
        secrets.stream()
            .map(secret -> secret.sign(event.id().toString(), epochSecond, body))
            .toList());
  }
}
