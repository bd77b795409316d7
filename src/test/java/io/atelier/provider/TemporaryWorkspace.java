package io.atelier.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A workspace in a directory, that remembers what it handed out. */
public final class TemporaryWorkspace implements Workspace {
  private final Path directory;
  private final List<Path> handedOut = new ArrayList<>();

  /** A workspace in that directory, which the test cleans up. */
  public TemporaryWorkspace(Path directory) {
    this.directory = directory;
  }

  @Override
  public Path newFile() {
    try {
      Path file = Files.createTempFile(directory, "result", null);
      handedOut.add(file);
      return file;
    } catch (IOException e) {
      throw new WorkspaceException(e);
    }
  }

  /** Every file so far, in order. */
  public List<Path> handedOut() {
    return handedOut;
  }
}
