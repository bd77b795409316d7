package io.atelier.provider;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one generation stands at a provider, as the answer to a create or to a poll; the same for
 * providers that answer at once and for those that take ten minutes.
 */
public sealed interface ProviderSnapshot {

  /**
   * Accepted and not done.
   *
   * @param handle what to poll it by; kept in the database
   */
  record Running(ProviderHandle handle) implements ProviderSnapshot {}

  /**
   * Done.
   *
   * @param files what was made, in files of the {@link Workspace}, the main one first; never empty
   */
  record Succeeded(List<Path> files, ProviderCost cost) implements ProviderSnapshot {
    public Succeeded {
      files = List.copyOf(files);
      if (files.isEmpty()) {
        throw new IllegalArgumentException("a success has a file");
      }
    }
  }

  /**
   * Definitely refused or failed; as the answer to a create, nothing was accepted.
   *
   * @param code the provider's own code, or null
   * @param charged what it cost all the same, or null if nothing
   */
  record Failed(
      FailureClass failure, @Nullable String code, String message, @Nullable ProviderCost charged)
      implements ProviderSnapshot {

    /** A failure that cost nothing. */
    public Failed(FailureClass failure, @Nullable String code, String message) {
      this(failure, code, message, null);
    }
  }

  /** A create's outcome is not known: it may have been accepted. */
  record Unknown(String reason) implements ProviderSnapshot {}
}
