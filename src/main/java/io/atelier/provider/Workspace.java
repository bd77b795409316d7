package io.atelier.provider;

import java.nio.file.Path;

/**
 * Hands out files that an adapter may write a result to; they are gone when the call's caller is.
 */
@FunctionalInterface
public interface Workspace {
  /**
   * An empty file nobody else sees.
   *
   * @throws WorkspaceException if the store cannot be written
   */
  Path newFile();
}
