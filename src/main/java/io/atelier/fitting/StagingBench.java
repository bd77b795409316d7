package io.atelier.fitting;

import io.atelier.artifact.ArtifactLimits;
import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.InspectedFile;
import io.atelier.artifact.StagedFiles;
import io.atelier.artifact.StagedWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;

/**
 * Works among the files that the store staged.
 *
 * @param type what the file is to be kept as
 */
record StagingBench(
    ArtifactStore artifacts, ArtifactLimits limits, StagedFiles files, ArtifactType type)
    implements Bench {

  @Override
  public InspectedFile written(Writing writing) throws IOException {
    Path path;
    try (StagedWriter writer = files.newWriter(limits.mostBytes(type));
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(writer))) {
      writing.to(out);
      path = writer.path();
    }
    return artifacts.inspect(files, path, type);
  }

  @Override
  public InspectedFile made(Making making) throws IOException {
    Path path = files.newFile();
    making.at(path);
    return artifacts.inspect(files, path, type);
  }
}
