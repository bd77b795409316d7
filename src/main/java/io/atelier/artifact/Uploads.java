package io.atelier.artifact;

import io.atelier.media.FileFormat;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.run.Runs;
import io.atelier.storage.StoreState;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.InputStream;
import java.nio.file.Path;

/** Takes files in: one pass over the body, the same checks as for what providers deliver. */
@Dependent
class Uploads {
  private final ArtifactStore artifacts;
  private final StoreState store;
  private final StorageQuota quota;
  private final UploadMeasures measures;
  private final SavingTurns turns;
  private final Committer committer;
  private final ArtifactLimits limits;

  @Inject
  Uploads(
      ArtifactStore artifacts,
      StoreState store,
      StorageQuota quota,
      UploadMeasures measures,
      SavingTurns turns,
      Committer committer,
      ArtifactLimits limits) {
    this.artifacts = artifacts;
    this.store = store;
    this.quota = quota;
    this.measures = measures;
    this.turns = turns;
    this.committer = committer;
    this.limits = limits;
  }

  /**
   * Saves a body as an artifact.
   *
   * @param length how long the client says the body is; -1 where it does not
   * @throws ProblemException {@code BODY_TOO_LARGE}, {@code INVALID_MEDIA}, {@code STORAGE_ERROR},
   *     {@code STORAGE_FULL}, or {@code UNAVAILABLE} if too many of the tenant's are being saved
   */
  Artifact accept(Upload upload, InputStream body, long length) {
    store.requireWritable();
    long most = limits.mostBytes(upload.type());
    if (length > most) {
      throw new ProblemException(
          ErrorCode.BODY_TOO_LARGE,
          "A file of type %s may have at most %d bytes.".formatted(upload.type().jsonName(), most));
    }
    quota.require(upload.tenant(), Math.max(1, length)); // before it is sent; exactly in the end
    try (StagedFiles files = artifacts.stage()) {
      Path file = files.receive(body, most);
      InspectedFile checked = checked(upload.type(), files, file);
      return turns.take(upload.tenant(), () -> committer.commit(upload, checked));
    }
  }

  private InspectedFile checked(ArtifactType type, StagedFiles files, Path path) {
    try {
      InspectedFile file = artifacts.inspect(files, path);
      requireFormat(type, file.format());
      return measures.measured(type, file);
    } catch (BrokenMediaException e) {
      throw new ProblemException(ErrorCode.INVALID_MEDIA, "body", String.valueOf(e.getMessage()));
    }
  }

  private static void requireFormat(ArtifactType type, FileFormat format) {
    if (!type.formats().contains(format)) {
      throw new ProblemException(
          ErrorCode.INVALID_MEDIA,
          "type",
          "The file is %s, which no artifact of type %s is."
              .formatted(format.mimeType(), type.jsonName()));
    }
  }

  /** The transaction of it. */
  @Dependent
  static class Committer {
    private final Runs runs;
    private final ArtifactStore artifacts;
    private final StorageQuota quota;

    @Inject
    Committer(Runs runs, ArtifactStore artifacts, StorageQuota quota) {
      this.runs = runs;
      this.quota = quota;
      this.artifacts = artifacts;
    }

    @Transactional
    Artifact commit(Upload upload, InspectedFile file) {
      quota.admit(upload.tenant(), file);
      runs.open(upload.tenant(), upload.run());
      return artifacts.save(upload.artifact(), file);
    }
  }
}
