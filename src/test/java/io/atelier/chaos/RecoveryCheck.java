package io.atelier.chaos;

import io.atelier.breakable.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How long jobs stood still after each disturbance: from it until the provider or the database
 * heard of a job that held a slot then.
 */
final class RecoveryCheck {
  private RecoveryCheck() {}

  static void check(Evidence evidence, Report report) {
    Map<String, TreeSet<Instant>> signs = signs(evidence);
    List<Duration> firsts = new ArrayList<>();
    List<Duration> lasts = new ArrayList<>();
    List<Duration> each = new ArrayList<>();
    Map<String, List<Duration>> byKind = new TreeMap<>();
    for (Trouble trouble : evidence.troubles()) {
      List<Duration> stood = new ArrayList<>();
      for (String job : processing(evidence.rows().changes(), trouble.from())) {
        Instant sign = signs.getOrDefault(job, new TreeSet<>()).higher(trouble.from());
        if (sign != null) {
          stood.add(Duration.between(trouble.from(), sign));
        }
      }
      each.addAll(stood);
      byKind.computeIfAbsent(kind(evidence, trouble), kind -> new ArrayList<>()).addAll(stood);
      stood.stream().min(Duration::compareTo).ifPresent(firsts::add);
      stood.stream().max(Duration::compareTo).ifPresent(lasts::add);
    }
    report.line("recovery: first job moves", Times.spread(firsts));
    report.line("recovery: last job moves", Times.spread(lasts));
    report.line("recovery: each job moves", Times.spread(each));
    byKind.forEach((kind, times) -> report.line("  each job, after " + kind, Times.spread(times)));
  }

  // Where nobody was left to see to them, they stand still for as long as a start takes.
  private static String kind(Evidence evidence, Trouble trouble) {
    boolean attended =
        evidence.ups().stream()
            .anyMatch(
                up -> !up.from().isAfter(trouble.until()) && up.to().isAfter(trouble.until()));
    return trouble.disturbance() + (attended ? "" : " with no node up");
  }

  /** When each job was heard of. */
  private static Map<String, TreeSet<Instant>> signs(Evidence evidence) {
    Map<String, String> jobs = evidence.jobsOfStages();
    Map<String, TreeSet<Instant>> signs = new HashMap<>();
    for (LedgerEntry entry : evidence.ledger()) {
      String job = jobs.get(entry.reference());
      if (job != null) {
        signs.computeIfAbsent(job, j -> new TreeSet<>()).add(entry.at());
      }
    }
    for (Rows.Change change : evidence.rows().changes()) {
      if (change.what().equals("generation_job")) {
        signs.computeIfAbsent(change.id(), j -> new TreeSet<>()).add(change.at());
      }
    }
    return signs;
  }

  private static Set<String> processing(List<Rows.Change> changes, Instant at) {
    Set<String> processing = new HashSet<>();
    for (Rows.Change change : changes) {
      if (change.what().equals("generation_job") && !change.at().isAfter(at)) {
        if ("PROCESSING".equals(change.became())) {
          processing.add(change.id());
        } else {
          processing.remove(change.id());
        }
      }
    }
    return processing;
  }
}
