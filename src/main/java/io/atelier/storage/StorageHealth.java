package io.atelier.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says whether the asset store can be written. A node that cannot write still serves what it has,
 * so this never makes it unready.
 */
@Readiness
@ApplicationScoped
public class StorageHealth implements HealthCheck {
  @Inject AssetStorage storage;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("storage").up().withData("store_writable", writable()).build();
  }

  private boolean writable() {
    try (StagingFile probe = storage.stage()) {
      return probe.path() != null;
    } catch (IOException e) {
      return false;
    }
  }
}
