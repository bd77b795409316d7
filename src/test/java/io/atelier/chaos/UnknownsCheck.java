package io.atelier.chaos;

import io.atelier.breakable.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A create's outcome is unknown only where its node was sending it when something befell that node,
 * the line or the database, where its answer was spoilt, or where its job was cancelled; and it
 * does not stay so where the provider can be asked.
 */
final class UnknownsCheck {
  private static final Set<String> ANSWERING = Set.of("replay", "lookup");
  // A node's pool of connections finds out a while after the database came back.
  private static final Duration AFTERMATH = Duration.ofSeconds(2);
  private static final Set<Disturbance> OF_THE_DATABASE =
      EnumSet.of(Disturbance.DATABASE_STOP, Disturbance.CONNECTIONS_ENDED);

  private UnknownsCheck() {}

  static void check(Evidence evidence, Report report) {
    Map<String, Rows.Stage> stages = evidence.stages();
    Map<String, Rows.Attempt> attempts = evidence.attempts();
    Map<String, Instant> unknownAt = new HashMap<>();
    for (Rows.Change change : evidence.rows().changes()) {
      if (change.what().equals("stage") && "UNKNOWN".equals(change.became())) {
        unknownAt.putIfAbsent(change.id(), change.at());
      }
    }
    Map<String, List<Rows.Begun>> begun =
        evidence.rows().begun().stream().collect(Collectors.groupingBy(Rows.Begun::stage));
    Set<String> struck = struck(evidence.ledger());
    Map<String, Instant> cancelled = cancelled(evidence.history());
    Map<String, int[]> byFlavour = new TreeMap<>();
    List<String> unresolved = new ArrayList<>();
    List<String> unexplained = new ArrayList<>();
    unknownAt.forEach(
        (id, at) -> {
          Rows.Stage stage = stages.get(id);
          Rows.Attempt attempt = stage == null ? null : attempts.get(stage.attempt());
          if (stage == null || attempt == null) {
            return;
          }
          String flavour = attempt.provider().replace(Evidence.PROVIDER, "");
          int[] counts = byFlavour.computeIfAbsent(flavour, f -> new int[2]);
          counts[0]++;
          if ("UNKNOWN".equals(stage.outcome())) {
            counts[1]++;
            if (ANSWERING.contains(flavour)) {
              unresolved.add(
                  "stage %s of job %s at %s".formatted(id, attempt.job(), attempt.provider()));
            }
          }
          if (!struck.contains(id)
              && !cancelled.getOrDefault(attempt.job(), Instant.MAX).isBefore(at)
              && begun.getOrDefault(id, List.of()).stream()
                  .noneMatch(one -> inTrouble(evidence.troubles(), one, at))) {
            unexplained.add("stage " + id + " of job " + attempt.job() + ", unknown at " + at);
          }
        });
    report.line("UNKNOWN outcomes", unknownAt.size());
    byFlavour.forEach(
        (flavour, counts) ->
            report.line(
                "  at " + flavour,
                "%d, resolved %d, left %d".formatted(counts[0], counts[0] - counts[1], counts[1])));
    report.zero("UNKNOWN left where the provider can be asked", unresolved);
    report.zero("UNKNOWN without a fault", unexplained);
  }

  /** The creates whose answer the provider itself spoilt or was late with. */
  private static Set<String> struck(List<LedgerEntry> ledger) {
    Set<String> struck = new HashSet<>();
    for (LedgerEntry entry : ledger) {
      boolean late =
          entry.json().containsKey("request")
              && entry
                  .json()
                  .getJsonObject("request")
                  .getString("prompt", "")
                  .contains("accepts-after");
      if (entry.is("create") && (entry.fault().isPresent() || late)) {
        struck.add(entry.reference());
      }
    }
    return struck;
  }

  /** When each job was first to be cancelled. */
  private static Map<String, Instant> cancelled(List<History.Event> history) {
    Map<String, Instant> cancelled = new HashMap<>();
    history.stream()
        .filter(event -> event.kind() == History.Kind.CANCELLED)
        .forEach(event -> cancelled.putIfAbsent(event.job(), event.at()));
    return cancelled;
  }

  /** Whether the create was under way when something befell its node, or everybody. */
  private static boolean inTrouble(List<Trouble> troubles, Rows.Begun create, Instant unknown) {
    return troubles.stream()
        .filter(trouble -> trouble.node() == null || trouble.node().equals(create.node()))
        .anyMatch(
            trouble -> !trouble.from().isAfter(unknown) && !end(trouble).isBefore(create.at()));
  }

  private static Instant end(Trouble trouble) {
    return OF_THE_DATABASE.contains(trouble.disturbance())
        ? trouble.until().plus(AFTERMATH)
        : trouble.until();
  }
}
