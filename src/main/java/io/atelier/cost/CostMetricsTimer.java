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

/** Sums up the month and looks at budgets for the metrics, in the background. */
@Singleton
@Startup
@DependsOn("Launch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CostMetricsTimer {
  @Inject CostMetrics metrics;
  @Inject BudgetGauges budgets;

  private final Tick summing = new Tick("The costs' metrics stay as they were");

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void sumUp() {
    summing.run(
        () -> {
          metrics.refresh();
          budgets.refresh();
        });
  }
}
