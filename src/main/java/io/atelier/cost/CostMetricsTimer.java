package io.atelier.cost;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sums up the month and looks at budgets for the metrics, in the background. */
@Singleton
@Startup
@DependsOn("Launch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CostMetricsTimer {
  private static final Logger LOG = System.getLogger(CostMetricsTimer.class.getName());

  @Inject CostMetrics metrics;
  @Inject BudgetGauges budgets;

  private final AtomicBoolean busy = new AtomicBoolean();

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void sumUp() {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    try {
      metrics.refresh();
      budgets.refresh();
    } catch (RuntimeException e) {
      // An exception that left a timer would end it.
      LOG.log(Level.WARNING, "The costs' metrics stay as they were", e);
    } finally {
      busy.set(false);
    }
  }
}
