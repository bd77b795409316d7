package io.atelier.generation;

import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.BrokenMediaException;
import io.atelier.artifact.InspectedFile;
import io.atelier.artifact.StagedFiles;
import io.atelier.fitting.Fitted;
import io.atelier.fitting.Fitting;
import io.atelier.fitting.Flag;
import io.atelier.fitting.Likenesses;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MadeFile;
import io.atelier.provider.ProviderSnapshot;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at what a provider delivered, and makes it what was asked for. */
@Dependent
class ResultFiles {
  private static final Logger LOG = System.getLogger(ResultFiles.class.getName());

  private final ArtifactStore artifacts;
  private final Fitting fitting;
  private final Likenesses likenesses;
  private final Clock clock;

  @Inject
  ResultFiles(ArtifactStore artifacts, Fitting fitting, Likenesses likenesses, Clock clock) {
    this.artifacts = artifacts;
    this.fitting = fitting;
    this.likenesses = likenesses;
    this.clock = clock;
  }

  /** The files that are kept, as {@link #of}, and behind them pictures of the main one. */
  List<ResultFile> withLikenesses(
      GenerationRequest request, ProviderSnapshot.Succeeded made, StagedFiles files) {
    List<ResultFile> results = new ArrayList<>(of(request, made, files));
    ResultFile main = results.get(0);
    likenesses.of(main.type(), main.fitted().file(), files).stream()
        .map(ResultFile::of)
        .forEach(results::add);
    return results;
  }

  /**
   * The files that are kept, the main one first. One that is damaged, or not what was asked for, is
   * left out where the result is complete without it, also where another can stand in for it; the
   * main one is flagged then.
   *
   * @throws BrokenMediaException if one is, and it is not complete then
   * @throws io.atelier.artifact.StorageException if the store cannot be read or written
   */
  List<ResultFile> of(
      GenerationRequest request, ProviderSnapshot.Succeeded made, StagedFiles files) {
    Instant downloadedAt = clock.instant();
    List<ResultFile> results = new ArrayList<>();
    Set<MadeFile.Part> missing = EnumSet.noneOf(MadeFile.Part.class);
    missing.addAll(made.missing());
    BrokenMediaException noMain = null;
    for (MadeFile one : made.files()) {
      boolean standsIn = noMain != null && one.part() == MadeFile.Part.ALTERNATE;
      try {
        if (standsIn) {
          results.add(0, result(request, MadeFile.main(one.path()), files, downloadedAt));
          noMain = null;
          missing.add(one.part());
        } else {
          results.add(result(request, one, files, downloadedAt));
        }
      } catch (BrokenMediaException e) {
        if (one.part() == MadeFile.Part.MAIN) {
          noMain = e;
        } else if (one.part().isExtra()) {
          missing.add(one.part());
        } else {
          throw e;
        }
        LOG.log(Level.WARNING, "{0} of a result is left out: {1}", one.part(), e.getMessage());
      }
    }
    if (noMain != null) {
      throw noMain;
    }
    missing.forEach(part -> results.set(0, results.get(0).flagged(flag(part))));
    return results;
  }

  private static Flag flag(MadeFile.Part part) {
    return switch (part) {
      case ALTERNATE -> Flag.ALTERNATE_MISSING;
      case KEY_FRAME -> Flag.KEY_FRAME_MISSING;
      case MAIN, BASE_COLOR, NORMAL, ORM ->
          throw new IllegalArgumentException("no result is complete without its " + part);
    };
  }

  /** All files as they came, without a look into them. */
  List<ResultFile> unseen(GenerationRequest request, List<MadeFile> made, StagedFiles files) {
    Instant downloadedAt = clock.instant();
    return made.stream()
        .map(
            one ->
                ResultFile.unseen(
                    request, one.part(), artifacts.unseen(files, one.path()), downloadedAt))
        .toList();
  }

  private ResultFile result(
      GenerationRequest request, MadeFile one, StagedFiles files, Instant downloadedAt) {
    ArtifactType type = Results.type(request, one.part());
    InspectedFile file = artifacts.inspect(files, one.path(), type);
    Optional<String> objection = Results.objection(type, file);
    if (objection.isPresent()) {
      throw new BrokenMediaException(objection.get());
    }
    Fitted fitted =
        one.part() == MadeFile.Part.KEY_FRAME
            ? new Fitted(file, List.of(), Map.of())
            : fitting.fit(request, type, file, files);
    return ResultFile.of(request, one.part(), fitted, downloadedAt);
  }
}
