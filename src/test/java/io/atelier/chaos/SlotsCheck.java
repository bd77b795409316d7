package io.atelier.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nothing that crashed holds a slot, a lease, a watch or a lock when all is over. */
final class SlotsCheck {
  private static final Set<String> OPEN = Set.of("SUBMITTING", "RUNNING");

  private SlotsCheck() {}

  static void check(Evidence evidence, Report report) {
    List<String> leaked = new ArrayList<>();
    Map<String, Rows.Job> jobs = new HashMap<>();
    for (Rows.Job job : evidence.rows().jobs()) {
      jobs.put(job.id(), job);
      if (job.status().equals("PROCESSING") || job.status().equals("CANCELLING")) {
        leaked.add("job " + job.id() + " holds a slot");
      }
      if (job.leased()) {
        leaked.add("job " + job.id() + " is " + job.status() + " and leased");
      }
    }
    for (Rows.Attempt attempt : evidence.rows().attempts()) {
      Rows.Job job = jobs.get(attempt.job());
      if (job != null && Load.FINAL.contains(job.status()) && OPEN.contains(attempt.status())) {
        leaked.add(
            "attempt %s is %s, its job %s".formatted(attempt.id(), attempt.status(), job.status()));
      }
      if (attempt.watched()) {
        leaked.add("attempt " + attempt.id() + " is still watched");
      }
    }
    for (Rows.Stage stage : evidence.rows().stages()) {
      if (stage.outcome() == null) {
        leaked.add("stage " + stage.id() + " has no outcome");
      }
    }
    if (evidence.rows().locks() > 0) {
      leaked.add(evidence.rows().locks() + " advisory locks are held");
    }
    report.zero("leaked slots", leaked);
  }
}
