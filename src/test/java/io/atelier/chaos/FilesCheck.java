package io.atelier.chaos;

import io.atelier.LiveServer;
import io.atelier.breakable.LedgerEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Promise 3: every completed job has its one result, which is what a provider made for that very
 * job, and its bytes are on the disk.
 */
final class FilesCheck {
  /** Bytes of a result, as the provider is set up. */
  private static final long SIZE = 1024;

  private FilesCheck() {}

  static void check(Evidence evidence, Report report) {
    Map<String, List<Rows.Artifact>> byJob = new HashMap<>();
    int late = 0;
    for (Rows.Artifact artifact : evidence.rows().artifacts()) {
      byJob.computeIfAbsent(artifact.job(), job -> new ArrayList<>()).add(artifact);
      late += artifact.role().equals("LATE") ? 1 : 0;
    }
    List<String> without = new ArrayList<>();
    for (Rows.Job job : evidence.rows().jobs()) {
      long main =
          byJob.getOrDefault(job.id(), List.of()).stream()
              .filter(artifact -> artifact.role().equals("MAIN"))
              .count();
      if (main != (job.status().equals("COMPLETED") ? 1 : 0)) {
        without.add("job %s is %s and has %d results".formatted(job.id(), job.status(), main));
      }
    }
    Map<String, Set<String>> made = made(evidence);
    List<String> wrong = new ArrayList<>();
    for (Rows.Artifact artifact : evidence.rows().artifacts()) {
      objection(evidence.assets(), artifact)
          .ifPresent(
              why -> wrong.add("job " + artifact.job() + ": " + artifact.path() + " " + why));
      if (!made.getOrDefault(artifact.job(), Set.of()).contains(artifact.sha256())) {
        wrong.add("job " + artifact.job() + ": nobody made " + artifact.path() + " for it");
      }
    }
    report.line("late results that were kept", late);
    report.zero("completed jobs without their one result", without);
    report.zero("files missing or wrong", wrong);
  }

  /** The hashes of what was made for each job. */
  private static Map<String, Set<String>> made(Evidence evidence) {
    Map<String, String> jobs = evidence.jobsOfStages();
    Map<String, Set<String>> made = new HashMap<>();
    for (LedgerEntry create : evidence.accepted()) {
      made.computeIfAbsent(jobs.getOrDefault(create.reference(), ""), job -> new HashSet<>())
          .add(LiveServer.sha256(create.result(SIZE)));
    }
    return made;
  }

  private static Optional<String> objection(Path assets, Rows.Artifact artifact) {
    if (!artifact.path().startsWith(artifact.tenant() + "/")) {
      return Optional.of("is not its tenant's");
    }
    try {
      Path file = assets.resolve(artifact.path());
      if (!Files.isRegularFile(file)) {
        return Optional.of("is not there");
      }
      return LiveServer.sha256(Files.readAllBytes(file)).equals(artifact.sha256())
          ? Optional.empty()
          : Optional.of("has other bytes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
