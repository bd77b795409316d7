package io.atelier.provider.remote;

import java.nio.file.Path;

/** What came of fetching a result. */
public sealed interface Fetched {

  /**
   * It is here, whole.
   *
   * @param file of the workspace
   */
  record Whole(Path file) implements Fetched {}

  /** Its address is dead, and another may be had. */
  record Gone(int status) implements Fetched {}

  /** It could not be had now, and may be later. */
  record Later(String reason) implements Fetched {}

  /** What is there is no result, or at no address of the provider's. */
  record Wrong(String reason) implements Fetched {}
}
