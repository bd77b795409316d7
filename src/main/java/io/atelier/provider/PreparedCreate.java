package io.atelier.provider;

/** A create for which everything is done but to send it. */
@FunctionalInterface
public interface PreparedCreate {
  /** Asks for it; as {@link ProviderAdapter#submit}. */
  ProviderSnapshot send();
}
