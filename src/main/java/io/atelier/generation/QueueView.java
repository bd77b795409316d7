package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one queue stands.
 *
 * @param kind {@code video sfx bgm model_3d image}
 * @param depth how many jobs wait in it
 * @param inFlight how many hold a slot of it
 * @param limit how many may
 * @param oldestAcceptedAt when the job was accepted that waits longest; null where none waits
 * @param oldestWaitSeconds how long that is
 * @param waitingFor {@code slot provider storage}; null where none waits
 */
@JsonbPropertyOrder({
  "tenant",
  "provider",
  "kind",
  "depth",
  "inFlight",
  "limit",
  "oldestAcceptedAt",
  "oldestWaitSeconds",
  "waitingFor"
})
public record QueueView(
    String tenant,
    String provider,
    String kind,
    long depth,
    long inFlight,
    int limit,
    @Nullable Instant oldestAcceptedAt,
    @Nullable Long oldestWaitSeconds,
    @Nullable String waitingFor) {}
