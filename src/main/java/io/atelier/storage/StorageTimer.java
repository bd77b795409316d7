package io.atelier.storage;

import io.atelier.timer.Tick;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;

/** Looks at the store at start and every five seconds, and clears up at start and every hour. */
@Singleton
@Startup
@DependsOn("Launch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class StorageTimer {
  @Inject StoreState state;
  @Inject StorageConfiguration configuration;
  @Inject StorageMetrics metrics;
  @Resource ManagedExecutorService background;

  private final Tick looking = new Tick("The store is looked at later");
  private final Tick sweeping = new Tick("What dead processes had staged is removed later");

  @PostConstruct
  void start() {
    metrics.register();
    state.look();
    background.execute(this::sweep);
  }

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  public void look() {
    looking.run(state::look);
  }

  @Schedule(hour = "*", persistent = false)
  public void sweep() {
    sweeping.run(configuration::sweep);
  }
}
