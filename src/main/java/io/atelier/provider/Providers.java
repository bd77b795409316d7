package io.atelier.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every provider there is, by name. */
@ApplicationScoped
public class Providers {
  private Map<String, ProviderAdapter> adapters = Map.of();

  /** For the container's proxy. */
  protected Providers() {}

  @Inject
  Providers(@Any Instance<ProviderAdapter> beans) {
    this((Iterable<ProviderAdapter>) beans);
  }

  /** Those adapters, whose names differ. */
  public Providers(Iterable<ProviderAdapter> adapters) {
    Map<String, ProviderAdapter> byName = new TreeMap<>();
    for (ProviderAdapter adapter : adapters) {
      if (byName.put(adapter.name(), adapter) != null) {
        throw new IllegalStateException("two providers are named " + adapter.name());
      }
    }
    this.adapters = byName;
  }

  /** The provider of that name. */
  public Optional<ProviderAdapter> find(String name) {
    return Optional.ofNullable(adapters.get(name));
  }

  /** All of them, in the order of their names. */
  public Collection<ProviderAdapter> all() {
    return adapters.values();
  }
}
