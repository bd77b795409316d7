package io.atelier.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Promise 3: every completed job has its one result, and its bytes are on the disk. */
final class FilesCheck {
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
    List<String> wrong = new ArrayList<>();
    for (Rows.Artifact artifact : evidence.rows().artifacts()) {
      objection(evidence.assets(), artifact)
          .ifPresent(
              why -> wrong.add("job " + artifact.job() + ": " + artifact.path() + " " + why));
    }
    report.line("late results that were kept", late);
    report.zero("completed jobs without their one result", without);
    report.zero("files missing or wrong", wrong);
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
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash).equals(artifact.sha256())
          ? Optional.empty()
          : Optional.of("has other bytes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
