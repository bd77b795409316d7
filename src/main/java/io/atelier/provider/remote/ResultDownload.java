package io.atelier.provider.remote;

import io.atelier.egress.EgressClient;
import io.atelier.provider.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * Fetches results into a workspace, from the hosts that a provider is known to keep them at: each
 * redirect is looked at as the address was, no credentials are sent, and a body that breaks off is
 * resumed where that is safe, else begun again. What is at a host that is not known waits until it
 * is.
 *
 * <p>Blocks, for as long as {@code remote.download-limit} in all. Thread-safe.
 */
@ApplicationScoped
public class ResultDownload {
  @Inject EgressClient egress;
  @Inject Config config;

  private final UnlistedHosts unlisted = new UnlistedHosts();

  /** For the container. */
  protected ResultDownload() {}

  /** One outside of the container. */
  public ResultDownload(EgressClient egress, Config config) {
    this.egress = egress;
    this.config = config;
  }

  /**
   * Fetches what is at that address.
   *
   * @throws io.atelier.provider.WorkspaceException if it cannot be written
   */
  public Fetched fetch(String url, Workspace workspace, RemoteSettings provider) {
    return new Transfer(
            egress,
            provider,
            unlisted,
            config.getValue("remote.download-silence", Duration.class),
            System.nanoTime() + config.getValue("remote.download-limit", Duration.class).toNanos(),
            workspace)
        .fetch(url, config.getValue("remote.download-tries", Integer.class));
  }
}
