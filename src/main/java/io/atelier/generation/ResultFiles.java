package io.atelier.generation;

import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.BrokenMediaException;
import io.atelier.artifact.InspectedFile;
import io.atelier.artifact.StagedFiles;
import io.atelier.fitting.Fitted;
import io.atelier.fitting.Fitting;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MadeFile;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what a provider delivered, and makes it what was asked for. */
@Dependent
class ResultFiles {
  private final ArtifactStore artifacts;
  private final Fitting fitting;

  @Inject
  ResultFiles(ArtifactStore artifacts, Fitting fitting) {
    this.artifacts = artifacts;
    this.fitting = fitting;
  }

  /**
   * The files that are kept, the main one first.
   *
   * @throws BrokenMediaException if one is damaged, or nothing of what was asked for
   * @throws io.atelier.artifact.StorageException if the store cannot be read or written
   */
  List<ResultFile> of(GenerationRequest request, List<MadeFile> made, StagedFiles files) {
    List<ResultFile> results = new ArrayList<>();
    for (MadeFile one : made) {
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
      results.add(ResultFile.of(request, one.part(), fitted));
    }
    return results;
  }
}
