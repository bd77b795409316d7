package io.atelier.chaos;

import io.atelier.breakable.LedgerEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the checker goes by: what clients were told, what befell the installation, the
 * provider's ledger, the rows and the files.
 *
 * @param told the ids of the events that each tenant's follower was told, in their order
 * @param limits the slots of a tenant at a provider, by kind
 * @param caps the tasks of all tenants that an account takes, by account; where there is a cap
 * @param ups when each node was ready
 * @param begun when the load began
 * @param ended when it ended; afterwards what was left was waited for
 */
record Evidence(
    List<History.Event> history,
    Map<String, List<String>> told,
    List<Trouble> troubles,
    List<LedgerEntry> ledger,
    Rows rows,
    Path assets,
    Map<String, Integer> limits,
    Map<String, Integer> caps,
    List<Levels.Span> ups,
    Instant begun,
    Instant ended) {

  /** The prefix of the names of the breakable provider's accounts. */
  static final String PROVIDER = "breakable-";

  /** The attempts by id. */
  Map<String, Rows.Attempt> attempts() {
    Map<String, Rows.Attempt> attempts = new HashMap<>();
    rows.attempts().forEach(attempt -> attempts.put(attempt.id(), attempt));
    return attempts;
  }

  /** The stages by id, which is the reference of their create. */
  Map<String, Rows.Stage> stages() {
    Map<String, Rows.Stage> stages = new HashMap<>();
    rows.stages().forEach(stage -> stages.put(stage.id(), stage));
    return stages;
  }

  /** The job of every stage. */
  Map<String, String> jobsOfStages() {
    Map<String, Rows.Attempt> attempts = attempts();
    Map<String, String> jobs = new HashMap<>();
    rows.stages()
        .forEach(
            stage ->
                Optional.ofNullable(attempts.get(stage.attempt()))
                    .ifPresent(attempt -> jobs.put(stage.id(), attempt.job())));
    return jobs;
  }

  /**
   * When every attempt was settled first, whatever came later; those that never were, are not in
   * it.
   */
  Map<String, Instant> settled() {
    Map<String, Instant> settled = new HashMap<>();
    for (Rows.Change change : rows.changes()) {
      if (change.what().equals("attempt")
          && change.was() != null
          && !List.of("SUBMITTING", "RUNNING").contains(String.valueOf(change.became()))) {
        settled.putIfAbsent(change.id(), change.at());
      }
    }
    return settled;
  }

  /** The creates that were accepted, each of which was paid. */
  List<LedgerEntry> accepted() {
    return ledger.stream()
        .filter(entry -> entry.is("create") && entry.outcome().equals("accepted"))
        .toList();
  }
}
