package io.atelier.artifact;

import io.atelier.timer.Tick;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.inject.Inject;

/** Finishes, every ten seconds, the deletions whose node stopped half-way. */
@ManagedExecutorDefinition(name = DeletionTimer.WRITERS, virtual = true)
@Singleton
@Startup
@DependsOn("Launch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class DeletionTimer {
  /** Waits for the disk. */
  static final String WRITERS = "java:module/concurrent/asset-writers";

  @Inject Deletions deletions;

  private final Tick sweeping = new Tick("Deleted assets' files are looked for again later");

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void sweep() {
    sweeping.run(deletions::sweep);
  }
}
