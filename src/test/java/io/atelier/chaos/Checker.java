package io.atelier.chaos;

import io.atelier.breakable.LedgerEntry;
import java.util.Map;
import java.util.TreeMap;

/** Judges a run by its evidence alone. */
final class Checker {
  private Checker() {}

  static Report check(Evidence evidence) {
    Report report = new Report();
    JobsCheck.check(evidence, report);
    troubles(evidence, report);
    ChargesCheck.check(evidence, report);
    LimitsCheck.check(evidence, report);
    SlotsCheck.check(evidence, report);
    UnknownsCheck.check(evidence, report);
    FilesCheck.check(evidence, report);
    EventsCheck.check(evidence, report);
    RecoveryCheck.check(evidence, report);
    return report;
  }

  private static void troubles(Evidence evidence, Report report) {
    Map<String, Integer> kinds = new TreeMap<>();
    Map<String, Integer> points = new TreeMap<>();
    Map<String, Integer> missed = new TreeMap<>();
    int kills = 0;
    for (Trouble trouble : evidence.troubles()) {
      kinds.merge(trouble.disturbance().name(), 1, Integer::sum);
      kills += trouble.disturbance().deadly() ? 1 : 0;
      if (trouble.disturbance() == Disturbance.CRASH) {
        points.merge(trouble.what(), 1, Integer::sum);
      }
      if (trouble.what().startsWith(Havoc.MISSED)) {
        missed.merge(trouble.what().substring(Havoc.MISSED.length()), 1, Integer::sum);
      }
    }
    Map<String, Integer> faults = new TreeMap<>();
    int struck = 0;
    for (LedgerEntry entry : evidence.ledger()) {
      if (entry.fault().isPresent()) {
        struck++;
        faults.merge(entry.fault().get().replaceAll("[=*].*", ""), 1, Integer::sum);
      }
    }
    report.line("kills", kills);
    report.line("disturbances", evidence.troubles().size() + " " + kinds);
    report.line("crashes at", points);
    report.line("crash points not reached, killed instead", missed);
    // Some are seldom come by; all of them, never.
    report.require(
        missed.size() < 3 || !points.isEmpty(), "crashes", "the rules of crash points do not work");
    report.line("faults of the provider's answers", struck + " " + faults);
  }
}
