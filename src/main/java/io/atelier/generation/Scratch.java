package io.atelier.generation;

import io.atelier.artifact.StagedFiles;
import io.atelier.artifact.StagedWriter;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.provider.ResultTooLargeException;
import io.atelier.provider.ResultWriter;
import io.atelier.provider.Workspace;
import io.atelier.provider.WorkspaceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The store's staging files as an adapter sees them.
 *
 * @param mostBytes of a result
 * @param reference a staged copy of what the request refers to
 */
record Scratch(StagedFiles files, long mostBytes, Optional<Path> reference) implements Workspace {

  @Override
  public Path newFile() {
    return files.newFile();
  }

  @Override
  public ResultWriter newWriter() {
    return new Writer(files.newWriter(mostBytes), mostBytes);
  }

  private record Writer(StagedWriter file, long mostBytes) implements ResultWriter {
    @Override
    public Path path() {
      return file.path();
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      try {
        return file.write(bytes);
      } catch (ProblemException e) {
        if (e.code() == ErrorCode.BODY_TOO_LARGE) {
          throw new ResultTooLargeException(mostBytes);
        }
        throw e;
      } catch (IOException e) {
        throw new WorkspaceException(e);
      }
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        throw new WorkspaceException(e);
      }
    }
  }
}
