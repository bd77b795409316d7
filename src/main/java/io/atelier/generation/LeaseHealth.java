package io.atelier.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says whether this node renews the leases of what it works on. One that does not takes no jobs; it
 * accepts them for the others and serves what there is, so this never makes it unready.
 */
@Readiness
@ApplicationScoped
public class LeaseHealth implements HealthCheck {
  @Inject LeaseRenewal renewal;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("leases")
        .up()
        .withData("leases_renewed", !renewal.lapsed())
        .build();
  }
}
