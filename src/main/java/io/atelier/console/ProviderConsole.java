package io.atelier.console;

import io.atelier.generation.PauseReason;
import io.atelier.generation.ProviderOverview;
import io.atelier.generation.ProviderSwitches;
import io.atelier.generation.ProviderView;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One provider, for the console. */
final class ProviderConsole implements ProviderMXBean {
  private final String name;
  private final ProviderOverview overview;
  private final ProviderSwitches switches;

  ProviderConsole(String name, ProviderOverview overview, ProviderSwitches switches) {
    this.name = name;
    this.overview = overview;
    this.switches = switches;
  }

  private ProviderView now() {
    // All of them: each is known by queries over all.
    return overview.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public boolean isConfigured() {
    return now().configured();
  }

  @Override
  public boolean isPaused() {
    return now().pause() != null;
  }

  @Override
  public String getPause() {
    ProviderView now = now();
    return now.pause() == null ? "" : AdmissionConsole.text(now.pause());
  }

  @Override
  public String getCircuit() {
    return now().circuit().state();
  }

  @Override
  public String getHeldUntil() {
    Instant until = now().heldUntil();
    return until == null ? "" : until.toString();
  }

  @Override
  public long getWaiting() {
    return now().tasks().waiting();
  }

  @Override
  public long getInFlight() {
    return now().tasks().inFlight();
  }

  @Override
  public long getWatched() {
    return now().tasks().watched();
  }

  @Override
  public long getRecentCreates() {
    return now().recent().creates();
  }

  @Override
  public double getRecentErrorRate() {
    return number(now().recent().errorRate());
  }

  @Override
  public double getRecentSeconds() {
    return number(now().recent().p95Seconds());
  }

  private static double number(@Nullable BigDecimal value) {
    return value == null ? Double.NaN : value.doubleValue();
  }

  @Override
  public String getBalance() {
    ProviderView.Balance balance = now().balance();
    return balance == null
        ? ""
        : balance.amount().toPlainString() + " " + balance.unit() + " at " + balance.at();
  }

  @Override
  public boolean pause(String reason) {
    return switches.pause(Login.actor(), name, PauseReason.written(reason));
  }

  @Override
  public boolean resume() {
    return switches.resume(Login.actor(), name);
  }
}
