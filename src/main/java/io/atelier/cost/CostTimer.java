package io.atelier.cost;

import io.atelier.timer.Tick;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Keeps the sums of the ledger's months small, every ten seconds. */
@Singleton
@Startup
@DependsOn("Launch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CostTimer {
  @Inject CostSums sums;

  private final Tick merging = new Tick("The sums of costs are merged later");

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void merge() {
    merging.run(
        () -> {
          boolean more = true;
          while (more) {
            more = sums.merge();
          }
        });
  }
}
