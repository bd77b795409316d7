package io.atelier;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Started means that the configuration was accepted and the database is at this version's schema.
 */
@Startup
@ApplicationScoped
public class LaunchHealth implements HealthCheck {
  @EJB Launch launch;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("launch")
        .up()
        .withData("schema_version", launch.schemaVersion())
        .build();
  }
}
