package io.atelier.console;

import io.atelier.generation.Pause;
import io.atelier.generation.PauseReason;
import io.atelier.generation.ProviderSwitches;
import io.atelier.generation.QueueTotals;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/** Admission, for the console. */
@Dependent
class AdmissionConsole implements AdmissionMXBean {
  private final ProviderSwitches switches;
  private final QueueTotals queues;

  @Inject
  AdmissionConsole(ProviderSwitches switches, QueueTotals queues) {
    this.switches = switches;
    this.queues = queues;
  }

  @Override
  public boolean isPaused() {
    return switches.admission().isPresent();
  }

  @Override
  public String getPause() {
    return switches.admission().map(AdmissionConsole::text).orElse("");
  }

  static String text(Pause pause) {
    String by = "since " + pause.since() + " by " + pause.by();
    return pause.reason() == null ? by : by + ": " + pause.reason();
  }

  @Override
  public List<QueueState> getQueues() {
    return queues.all().stream()
        .map(
            queue ->
                new QueueState(
                    queue.provider(),
                    queue.kind(),
                    queue.waiting(),
                    queue.inFlight(),
                    queue.oldestWaitSeconds()))
        .toList();
  }

  @Override
  public boolean pause(String reason) {
    return switches.pauseAdmission(Login.actor(), PauseReason.written(reason));
  }

  @Override
  public boolean resume() {
    return switches.resumeAdmission(Login.actor());
  }
}
