package io.atelier;

import io.atelier.artifact.ArtifactLimits;
import io.atelier.artifact.CrossOrigin;
import io.atelier.artifact.LargeReads;
import io.atelier.artifact.SignedLinks;
import io.atelier.artifact.UsageSettings;
import io.atelier.egress.EgressSettings;
import io.atelier.event.EventSettings;
import io.atelier.event.WebhookSettings;
import io.atelier.generation.GenerationSettings;
import io.atelier.storage.Spool;
import io.atelier.storage.StorageConfiguration;
import io.atelier.telemetry.Spans;
import io.atelier.telemetry.TelemetrySettings;
import io.atelier.tenant.IdentitySettings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * What happens before anything is served or worked on: the configuration is refused or accepted,
 * and the database brought to this version's schema.
 */
@Singleton(name = "Launch")
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Launch {
  private static final Logger LOG = System.getLogger(Launch.class.getName());

  @Resource(lookup = "java:comp/env/jdbc/atelier")
  DataSource database;

  @Inject IdentitySettings identity;
  @Inject StorageConfiguration storage;
  @Inject UsageSettings usage;
  @Inject GenerationSettings generation;
  @Inject SignedLinks links;
  @Inject Spool spool;
  @Inject CrossOrigin origins;
  @Inject LargeReads reads;
  @Inject ArtifactLimits limits;
  @Inject EventSettings events;
  @Inject WebhookSettings webhooks;
  @Inject EgressSettings egress;
  @Inject TelemetrySettings telemetry;
  @Inject Spans spans;
  @Inject ReadRetries retries;

  private String schemaVersion = "";

  @PostConstruct
  void launch() {
    try {
      List<String> objections = new ArrayList<>(identity.objections());
      objections.addAll(storage.objections());
      objections.addAll(usage.objections());
      objections.addAll(generation.objections());
      objections.addAll(links.objections());
      objections.addAll(spool.objections());
      objections.addAll(origins.objections());
      objections.addAll(reads.objections());
      objections.addAll(limits.objections());
      objections.addAll(events.objections());
      objections.addAll(webhooks.objections());
      objections.addAll(egress.objections());
      objections.addAll(telemetry.objections());
      if (!objections.isEmpty()) {
        refuse(String.join("; ", objections));
      }
      identity.open();
      spans.open();
      schemaVersion = migrate();
      retries.off();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The reason in full", e);
      refuse(String.valueOf(e.getMessage()));
    }
  }

  /** The version of the database's schema. */
  public String schemaVersion() {
    return schemaVersion;
  }

  private String migrate() {
    Flyway flyway =
        Flyway.configure(Launch.class.getClassLoader())
            .dataSource(database)
            .locations("classpath:db/migration")
            .callbackLocations("classpath:db/callback")
            .load();
    flyway.migrate();
    return String.valueOf(flyway.info().current().getVersion());
  }

  // A server that stays up without its application looks alive to whoever started it, so the whole
  // server goes: at once, because nothing has begun yet, and an orderly stop would bury the reason
  // under the stack traces of an application that failed to start.
  private static void refuse(String reason) {
    LOG.log(Level.ERROR, "Atelier does not start: " + reason);
    System.out.flush();
    Runtime.getRuntime().halt(1);
  }
}
