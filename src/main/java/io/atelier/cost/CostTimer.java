package io.atelier.cost;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Keeps the sums of the ledger's months small, every ten seconds. */
@Singleton
@Startup
@DependsOn("Launch")
@TransactionManagement(TransactionManagementType.BEAN)
public class CostTimer {
  private static final Logger LOG = System.getLogger(CostTimer.class.getName());

  @Inject CostSums sums;

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  public void merge() {
    try {
      boolean more = true;
      while (more) {
        more = sums.merge();
      }
    } catch (RuntimeException e) {
      // An exception that left a timer would end it.
      LOG.log(Level.WARNING, "The sums of costs are merged later", e);
    }
  }
}
