package io.atelier.generation;

import java.lang.management.ManagementFactory;
import org.eclipse.microprofile.config.Config;

/** What people call this node: {@code generation.node-name}, or else its process and host. */
public final class NodeName {
  private NodeName() {}

  /** As configured. */
  public static String of(Config config) {
    return config
        .getOptionalValue("generation.node-name", String.class)
        .orElseGet(() -> ManagementFactory.getRuntimeMXBean().getName());
  }
}
