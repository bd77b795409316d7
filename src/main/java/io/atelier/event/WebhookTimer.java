package io.atelier.event;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has webhooks delivered; a tick that finds the one before it still running does nothing. */
@Singleton
@Startup
@DependsOn("EventTimer")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class WebhookTimer {
  private static final Logger LOG = System.getLogger(WebhookTimer.class.getName());

  @Resource TimerService timers;
  @Inject WebhookWorker worker;
  @Inject WebhookSettings settings;

  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean failing;

  @PostConstruct
  void start() {
    if (settings.workerEnabled()) {
      long millis = settings.interval().toMillis();
      timers.createIntervalTimer(millis, millis, new TimerConfig("webhooks", false));
    }
  }

  @Timeout
  public void work() {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    try {
      worker.tick();
      failing = false;
    } catch (RuntimeException e) {
      // An exception that left a timer would have it tried again at once.
      // The first of a row only: it ticks often.
      LOG.log(failing ? Level.DEBUG : Level.WARNING, "Webhooks are told later", e);
      failing = true;
    } finally {
      busy.set(false);
    }
  }
}
