package io.atelier.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The jobs this node has in hand, under a name that is new after each start: a node that came back
 * does not extend what it held before.
 */
@ApplicationScoped
class Leases {
  @Inject Clock clock;
  @Inject GenerationSettings settings;

  private final String owner = UUID.randomUUID().toString();
  private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();

  /** A lease from now on. */
  Lease lease() {
    return new Lease(owner, clock.instant().plus(settings.leaseTime()));
  }

  void hold(UUID job) {
    inHand.add(job);
  }

  void letGo(UUID job) {
    inHand.remove(job);
  }

  List<UUID> inHand() {
    return List.copyOf(inHand);
  }
}
