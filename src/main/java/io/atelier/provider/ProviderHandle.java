package io.atelier.provider;

/**
 * What a provider's task is polled by.
 *
 * @param id the provider's own id of the task, unique for its account
 * @param state whatever else the adapter needs, in its own form; empty if nothing
 */
public record ProviderHandle(String id, String state) {
  public ProviderHandle {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a handle has an id");
    }
  }
}
