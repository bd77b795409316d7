package io.atelier.provider.remote;

import io.atelier.egress.EgressClient;
import io.atelier.problem.ProblemException;
import io.atelier.provider.Workspace;
import io.atelier.provider.WorkspaceException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
  private static final Logger LOG = System.getLogger(ResultDownload.class.getName());
  private static final int TRIES_OF_EXTRAS = 2;

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
    Duration limit = config.getValue("remote.download-limit", Duration.class);
    return transfer(workspace, provider, limit)
        .fetch(url, config.getValue("remote.download-tries", Integer.class));
  }

  /**
   * Fetches what comes with a result that is here already and complete without it: for as long as
   * {@code remote.extra-limit} only, and whatever goes wrong is the result's no matter.
   */
  public Optional<Path> fetchExtra(String url, Workspace workspace, RemoteSettings provider) {
    Duration limit = config.getValue("remote.extra-limit", Duration.class);
    String reason;
    try {
      switch (transfer(workspace, provider, limit).fetch(url, TRIES_OF_EXTRAS)) {
        case Fetched.Whole whole -> {
          return Optional.of(whole.file());
        }
        case Fetched.Later later -> reason = later.reason();
        case Fetched.Gone gone -> reason = "HTTP " + gone.status();
        case Fetched.Wrong wrong -> reason = wrong.reason();
        case Fetched.TooLarge tooLarge -> reason = tooLarge.reason();
      }
    } catch (WorkspaceException | ProblemException e) {
      reason = String.valueOf(e.getMessage());
    }
    LOG.log(
        Level.WARNING, "What came with a result of {0} is left: {1}", provider.provider(), reason);
    return Optional.empty();
  }

  private Transfer transfer(Workspace workspace, RemoteSettings provider, Duration limit) {
    return new Transfer(
        egress,
        provider,
        unlisted,
        config.getValue("remote.download-silence", Duration.class),
        System.nanoTime() + limit.toNanos(),
        workspace);
  }
}
