package io.atelier.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The history of events says of each job how it ended, once, and its readers are told all of it.
 */
final class EventsCheck {
  private EventsCheck() {}

  static void check(Evidence evidence, Report report) {
    Map<String, List<String>> ends = new HashMap<>();
    Map<String, List<String>> written = new HashMap<>();
    for (Rows.Event event : evidence.rows().events()) {
      written.computeIfAbsent(event.tenant(), tenant -> new ArrayList<>()).add(event.id());
      String end = event.type().replaceFirst("^job[.]", "").toUpperCase(Locale.ROOT);
      if (event.job() != null && Load.FINAL.contains(end)) {
        ends.computeIfAbsent(event.job(), job -> new ArrayList<>()).add(end);
      }
    }
    List<String> odd = new ArrayList<>();
    for (Rows.Job job : evidence.rows().jobs()) {
      List<String> told = ends.getOrDefault(job.id(), List.of());
      if (Load.FINAL.contains(job.status()) && !told.equals(List.of(job.status()))) {
        odd.add(job.id() + " is " + job.status() + " and its events say " + told);
      }
    }
    report.zero("jobs without their one final event", odd);
    List<String> missed = new ArrayList<>();
    List<String> repeated = new ArrayList<>();
    List<String> disordered = new ArrayList<>();
    written.forEach(
        (tenant, ids) -> {
          List<String> told = evidence.told().getOrDefault(tenant, List.of());
          Set<String> once = new HashSet<>(told);
          ids.stream()
              .filter(id -> !once.contains(id))
              .forEach(id -> missed.add(id + " of " + tenant));
          if (once.size() < told.size()) {
            repeated.add(tenant + " was told " + (told.size() - once.size()) + " once more");
          }
          if (!told.equals(ids.stream().filter(once::contains).toList())) {
            disordered.add(tenant);
          }
        });
    report.line("events", evidence.rows().events().size());
    report.zero("events that a follower missed", missed);
    report.zero("events that were told twice", repeated);
    report.zero("tenants that were told in another order", disordered);
  }
}
