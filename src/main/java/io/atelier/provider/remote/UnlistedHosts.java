package io.atelier.provider.remote;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the operator of hosts that hold paid results and are not in the configuration yet, each of
 * them once. Thread-safe.
 */
final class UnlistedHosts {
  private static final Logger LOG = System.getLogger(UnlistedHosts.class.getName());

  /** Whoever names more of them is not to fill the log. */
  private static final int MOST = 1_000;

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Why there is nothing to be had from that host now. */
  Fetched.Later later(String host, RemoteSettings provider) {
    String reason = "the host %s is not in %s.result-hosts".formatted(host, provider.provider());
    if (told.size() < MOST && told.add(provider.provider() + ' ' + host)) {
      LOG.log(Level.WARNING, "A result is not fetched: " + reason);
    }
    return new Fetched.Later(reason);
  }
}
