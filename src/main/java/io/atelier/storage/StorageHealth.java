package io.atelier.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says whether the asset store can be written, and if not, why. A node that cannot write still
 * serves what it has, so this never makes it unready.
 */
@Readiness
@ApplicationScoped
public class StorageHealth implements HealthCheck {
  @Inject StoreState state;

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder health = HealthCheckResponse.named("storage").up();
    state
        .failure()
        .ifPresentOrElse(
            reason ->
                health
                    .withData("store_writable", false)
                    .withData("code", reason.code().name())
                    .withData("reason", reason.advice()),
            () -> health.withData("store_writable", true));
    return health.build();
  }
}
