package io.atelier.chaos;

import io.atelier.ServerProcess;
import io.atelier.breakable.BreakableWar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The two nodes of a run: how they are set up, and the rules that their crash points are. */
final class ChaosNodes {
  static final Map<String, Integer> LIMITS = Map.of("image", 3, "sfx", 2);
  static final Map<String, Integer> CAPS = Map.of("replay", 10);

  private ChaosNodes() {}

  /**
   * Two nodes, not started yet.
   *
   * @param directory of the run; a node's own is beside it, under its name
   * @param provider the port at which they find the provider
   */
  static List<ChaosNode> of(Path directory, ChaosDatabase database, int provider, Safeguard without)
      throws IOException {
    Path war = BreakableWar.write(directory.resolve("atelier.war"));
    ServerProcess first =
        ServerProcess.development("chaos_nodes", database.settings()).deploying(war);
    settings(provider).forEach(first::with);
    ServerProcess second = first.node("chaos_nodes_second").deploying(war);
    return List.of(
        node("first node", first, directory.resolve("first"), without),
        node("second node", second, directory.resolve("second"), without));
  }

  private static Map<String, String> settings(int provider) {
    return Map.ofEntries(
        Map.entry("BREAKABLE_BASE_URL", "http://127.0.0.1:" + provider),
        Map.entry("BREAKABLE_TIMEOUT", "PT2S"),
        Map.entry("BREAKABLE_DOWNLOAD_TIMEOUT", "PT5S"),
        Map.entry("GENERATION_IMAGE_PROVIDERS", route(Orders.IMAGE_ROUTE)),
        Map.entry("GENERATION_IMAGE_POLL_INTERVAL", "PT1S"),
        Map.entry("GENERATION_IMAGE_TIMEOUT", "PT25S"),
        Map.entry("GENERATION_IMAGE_LIMIT", String.valueOf(LIMITS.get("image"))),
        Map.entry("GENERATION_SFX_PROVIDERS", route(Orders.SFX_ROUTE)),
        Map.entry("GENERATION_SFX_POLL_INTERVAL", "PT1S"),
        Map.entry("GENERATION_SFX_TIMEOUT", "PT25S"),
        Map.entry("GENERATION_SFX_LIMIT", String.valueOf(LIMITS.get("sfx"))),
        Map.entry("GENERATION_ACCOUNT_CAP_BREAKABLE_REPLAY", String.valueOf(CAPS.get("replay"))),
        Map.entry("GENERATION_LEASE_TIME", "PT6S"),
        // Longer than the longest that a create is on its way here: a line that is held.
        Map.entry("GENERATION_LOOK_UP_GRACE", "PT14S"),
        Map.entry("GENERATION_CIRCUIT_DELAY", "PT2S"),
        Map.entry("GENERATION_NOT_FOUND_GRACE", "PT5S"),
        Map.entry("GENERATION_NOT_FOUND_PATIENCE", "PT5S"),
        Map.entry("EVENT_HEARTBEAT", "PT2S"),
        Map.entry("GENERATION_WATCH_INTERVAL", "PT2S"),
        Map.entry("GENERATION_WATCH_TIME", "PT30S"));
  }

  private static String route(List<String> accounts) {
    return accounts.stream()
        .map(account -> Evidence.PROVIDER + account)
        .collect(Collectors.joining(","));
  }

  private static ChaosNode node(String name, ServerProcess server, Path own, Safeguard without)
      throws IOException {
    Path arms = Files.createDirectories(own.resolve("armed"));
    String rules =
        Stream.of(CrashPoint.values()).map(point -> point.rule(arms)).collect(Collectors.joining());
    Path script = Files.writeString(own.resolve("rules.btm"), rules + without.rule());
    server.with("GENERATION_NODE_NAME", name);
    server.with(
        "JVM_ARGS",
        ("-Xmx256m "
                + ServerProcess.QUICK_START
                + " -Dorg.osgi.framework.bootdelegation=org.jboss.byteman.*"
                + " -javaagent:%s=script:%s")
            .formatted(byteman(), script));
    return new ChaosNode(name, server, arms);
  }

  private static Path byteman() {
    return Path.of(
        org.jboss.byteman.agent.Main.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath());
  }
}
