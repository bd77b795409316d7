package io.atelier.artifact;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Finishes, every ten seconds, the deletions whose node stopped half-way. */
@ManagedExecutorDefinition(name = DeletionTimer.WRITERS, virtual = true)
@Singleton
@Startup
@DependsOn("Launch")
@TransactionManagement(TransactionManagementType.BEAN)
public class DeletionTimer {
  /** Waits for the disk. */
  static final String WRITERS = "java:module/concurrent/asset-writers";

  private static final Logger LOG = System.getLogger(DeletionTimer.class.getName());

  @Inject Deletions deletions;

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void sweep() {
    try {
      deletions.sweep();
    } catch (RuntimeException e) {
      // An exception that left a timer would end it.
      LOG.log(Level.WARNING, "Deleted assets' files are looked for again later", e);
    }
  }
}
