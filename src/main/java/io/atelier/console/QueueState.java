package io.atelier.console;

import java.beans.ConstructorProperties;

/**
 * How full the queues of a kind at a provider are; a bean, for only those are shown by JMX.
 *
 * @param kind {@code video sfx bgm model_3d image}
 */
public record QueueState(
    String provider, String kind, long waiting, long inFlight, double oldestWaitSeconds) {

  @ConstructorProperties({"provider", "kind", "waiting", "inFlight", "oldestWaitSeconds"})
  public QueueState {}

  public String getProvider() {
    return provider;
  }

  public String getKind() {
    return kind;
  }

  public long getWaiting() {
    return waiting;
  }

  public long getInFlight() {
    return inFlight;
  }

  public double getOldestWaitSeconds() {
    return oldestWaitSeconds;
  }
}
