package io.atelier.provider;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Hands out files that an adapter may write a result to; they are gone when the call's caller is.
 */
public interface Workspace {
  /**
   * An empty file nobody else sees, for whoever makes a result here.
   *
   * @throws WorkspaceException if the store cannot be written
   */
  Path newFile();

  /**
   * The same for whoever fetches a result: it is hashed while it is written, and refused as soon as
   * it is too long.
   *
   * @throws WorkspaceException if the store cannot be written
   */
  ResultWriter newWriter();

  /**
   * The image that the request refers to, to be read; there for a create whose request has a {@link
   * GenerationRequest#reference}.
   */
  Optional<Path> reference();
}
