package io.atelier.event;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** The settings of the history and its live stream, {@code event.*}. */
@ApplicationScoped
public class EventSettings {
  @Inject Config config;

  private Duration readerInterval = Duration.ZERO;
  private Duration heartbeat = Duration.ZERO;
  private Duration writePatience = Duration.ZERO;
  private Duration keep = Duration.ZERO;
  private int streamsPerTenant;
  private int streamsPerNode;

  @PostConstruct
  void read() {
    readerInterval = config.getValue("event.reader-interval", Duration.class);
    heartbeat = config.getValue("event.heartbeat", Duration.class);
    writePatience = config.getValue("event.write-patience", Duration.class);
    keep = config.getValue("event.keep", Duration.class);
    streamsPerTenant = config.getValue("event.streams-per-tenant", Integer.class);
    streamsPerNode = config.getValue("event.streams-per-node", Integer.class);
  }

  /** Every reason why this configuration cannot be meant; empty when it can. */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    atLeast("event.reader-interval", readerInterval, Duration.ofMillis(20), objections);
    atLeast("event.heartbeat", heartbeat, Duration.ofMillis(100), objections);
    atLeast("event.write-patience", writePatience, Duration.ofMillis(100), objections);
    atLeast("event.keep", keep, Duration.ofHours(1), objections);
    if (streamsPerTenant < 1 || streamsPerNode < streamsPerTenant) {
      objections.add(
          "event.streams-per-tenant must be 1 or more, event.streams-per-node at least as many");
    }
    return objections;
  }

  static void atLeast(String name, Duration value, Duration least, List<String> objections) {
    if (value.compareTo(least) < 0) {
      objections.add(name + " must be " + least + " or more");
    }
  }

  /** How often each node looks for new events. */
  Duration readerInterval() {
    return readerInterval;
  }

  /** The longest that a stream is silent. */
  Duration heartbeat() {
    return heartbeat;
  }

  /** How long a subscriber may take no byte before it is cut off. */
  Duration writePatience() {
    return writePatience;
  }

  /** How long events are kept. */
  Duration keep() {
    return keep;
  }

  int streamsPerTenant() {
    return streamsPerTenant;
  }

  int streamsPerNode() {
    return streamsPerNode;
  }
}
