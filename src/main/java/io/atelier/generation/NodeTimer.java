package io.atelier.generation;

import io.atelier.timer.Tick;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
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

/** Gives this node's sign of life every second, and its leave at the end. */
@Singleton
@Startup
@DependsOn("Launch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NodeTimer {
  private static final Logger LOG = System.getLogger(NodeTimer.class.getName());

  @Inject ThisNode node;
  @Inject PauseMetrics metrics;

  // Whoever looks sees since when; what it was told last counts until then.
  private final Tick beating = new Tick("This node's sign of life is given later");

  /** Before anything is served: whoever changes settings waits for all nodes that serve. */
  @PostConstruct
  public void arrive() {
    beat();
  }

  @Schedule(hour = "*", minute = "*", second = "*/1", persistent = false)
  public void beat() {
    beating.run(
        () -> {
          node.beat();
          metrics.refresh();
        });
  }

  @PreDestroy
  public void leave() {
    try {
      node.leave();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "This node is missed before it is forgotten", e);
    }
  }
}
