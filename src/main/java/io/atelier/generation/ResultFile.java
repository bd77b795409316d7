package io.atelier.generation;

import io.atelier.artifact.ArtifactRole;
import io.atelier.artifact.ArtifactStore.Saving;
import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.InspectedFile;
import io.atelier.artifact.NewArtifact;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MadeFile;

/** One file of a result that was looked at, and what it is kept as. */
record ResultFile(InspectedFile file, ArtifactType type, ArtifactRole role) {

  static ResultFile of(GenerationRequest request, MadeFile.Part part, InspectedFile file) {
    return new ResultFile(file, Results.type(request, part), role(part));
  }

  private static ArtifactRole role(MadeFile.Part part) {
    return switch (part) {
      case MAIN -> ArtifactRole.MAIN;
      case BASE_COLOR -> ArtifactRole.BASE_COLOR;
      case NORMAL -> ArtifactRole.NORMAL;
      case ORM -> ArtifactRole.ORM;
      case ALTERNATE -> ArtifactRole.ALTERNATE;
      case KEY_FRAME -> ArtifactRole.KEY_FRAME;
    };
  }

  /** The same, of a job that had ended without it. */
  ResultFile late() {
    return new ResultFile(file, type, ArtifactRole.LATE);
  }

  Saving savingFor(GenerationJob job) {
    return new Saving(
        new NewArtifact(
            job.tenant(),
            job.run(),
            job.step(),
            job.id(),
            type,
            role,
            Results.metadata(job.request())),
        file);
  }
}
