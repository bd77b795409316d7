package io.atelier.generation;

import io.atelier.provider.AccountBalance;
import io.atelier.provider.AccountBalance.Balance;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.Providers;
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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Sees to it that operators know what is left on the providers' accounts; a tick that finds the one
 * before it does nothing.
 */
@Singleton
@Startup
@DependsOn("Launch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class BalanceTimer {
  private static final Logger LOG = System.getLogger(BalanceTimer.class.getName());

  @Inject Providers providers;
  @Inject Balances balances;
  @Inject BalanceMetrics metrics;
  @Inject CallCharges charges;
  @Inject GenerationSettings settings;

  private final Tick looking = new Tick("The balances stay as they were");

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  public void look() {
    looking.run(
        () -> {
          if (settings.workerEnabled()) {
            providers.all().forEach(this::ask);
          }
          metrics.show(balances.known());
        });
  }

  // Between two transactions, not in one.
  private void ask(ProviderAdapter provider) {
    if (!(provider instanceof AccountBalance account)
        || !provider.available()
        || !balances.begin(provider.name())) {
      return;
    }
    Balance answer = ask(provider.name(), account);
    balances.keep(provider.name(), answer);
    if (answer instanceof Balance.Unclear unclear) {
      LOG.log(
          Level.WARNING,
          provider.name() + " does not say what is left on its account: " + unclear.reason());
    }
  }

  private Balance ask(String provider, AccountBalance account) {
    try (CallCharges.Counting calling = charges.begin(provider)) {
      calling.counted(1);
      return account.balance();
    }
  }
}
