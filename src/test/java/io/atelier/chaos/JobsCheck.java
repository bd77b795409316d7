package io.atelier.chaos;

import io.atelier.chaos.History.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Promise 1: what was accepted is there, once, and ends once. */
final class JobsCheck {
  private static final double COMPLETED = 0.95;

  private JobsCheck() {}

  static void check(Evidence evidence, Report report) {
    Map<String, Rows.Job> rows = new HashMap<>();
    evidence.rows().jobs().forEach(job -> rows.put(job.id(), job));
    Map<String, Set<String>> byKey = new TreeMap<>();
    Set<String> accepted = new HashSet<>();
    Set<String> unanswered = new HashSet<>();
    List<String> refused = new ArrayList<>();
    for (History.Event event : evidence.history()) {
      String key = event.tenant() + "/" + event.key();
      switch (event.kind()) {
        case ASKED -> unanswered.add(key);
        case ACCEPTED -> {
          unanswered.remove(key);
          accepted.add(event.job());
          byKey.computeIfAbsent(key, k -> new HashSet<>()).add(event.job());
        }
        case REFUSED -> {
          unanswered.remove(key);
          refused.add(key + " " + event.text());
        }
        case CANCELLED, SEEN, SEEN_LAST -> {}
      }
    }
    long completed = rows.values().stream().filter(job -> job.status().equals("COMPLETED")).count();
    Map<String, Integer> statuses = new TreeMap<>();
    rows.values().forEach(job -> statuses.merge(job.status(), 1, Integer::sum));
    report.line("jobs", rows.size() + " " + statuses);
    report.zero("lost", lost(accepted, rows));
    report.zero("not answered", List.copyOf(unanswered));
    report.zero("refused", refused);
    report.zero("made twice of one request", twice(byKey, accepted, rows));
    report.zero("double terminal", doubleTerminal(evidence, rows));
    double share = rows.isEmpty() ? 0 : (double) completed / rows.size();
    report.line("completed", "%.1f %%".formatted(100 * share));
    report.require(share >= COMPLETED, "completed", "fewer than 95 % were completed");
  }

  private static List<String> lost(Set<String> accepted, Map<String, Rows.Job> rows) {
    List<String> lost = new ArrayList<>();
    for (String job : accepted) {
      Rows.Job row = rows.get(job);
      if (row == null) {
        lost.add(job + " was accepted and is not there");
      } else if (!Load.FINAL.contains(row.status())) {
        lost.add(job + " is still " + row.status());
      }
    }
    return lost;
  }

  private static List<String> twice(
      Map<String, Set<String>> byKey, Set<String> accepted, Map<String, Rows.Job> rows) {
    List<String> twice = new ArrayList<>();
    byKey.forEach(
        (key, jobs) -> {
          if (jobs.size() > 1) {
            twice.add(key + " was answered with " + jobs);
          }
        });
    rows.keySet().stream()
        .filter(job -> !accepted.contains(job))
        .forEach(job -> twice.add(job + " is nobody's"));
    return twice;
  }

  private static List<String> doubleTerminal(Evidence evidence, Map<String, Rows.Job> rows) {
    List<String> found = new ArrayList<>();
    for (Rows.Change change : evidence.rows().changes()) {
      if (change.what().equals("generation_job")
          && Load.FINAL.contains(String.valueOf(change.was()))) {
        found.add(change.id() + " went from " + change.was() + " to " + change.became());
      }
    }
    Map<String, String> seen = new HashMap<>();
    for (History.Event event : evidence.history()) {
      boolean look = event.kind() == Kind.SEEN || event.kind() == Kind.SEEN_LAST;
      String before = seen.get(event.job());
      if (look && before != null && !before.equals(event.text())) {
        found.add(event.job() + " was seen " + before + ", then " + event.text());
      }
      if (look && Load.FINAL.contains(event.text())) {
        seen.put(event.job(), event.text());
      }
    }
    seen.forEach(
        (job, status) -> {
          Rows.Job row = rows.get(job);
          if (row != null && !row.status().equals(status)) {
            found.add(job + " was seen " + status + " and is " + row.status());
          }
        });
    return found;
  }
}
