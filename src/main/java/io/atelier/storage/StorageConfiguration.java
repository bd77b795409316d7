package io.atelier.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the store: {@code asset.storage.dir} (the variable {@code ASSET_STORAGE_DIR}). */
@ApplicationScoped
public class StorageConfiguration {
  @Inject
  @ConfigProperty(name = "asset.storage.dir")
  Optional<Path> directory;

  /** Every reason why assets cannot be kept as configured; empty when they can. */
  public List<String> objections() {
    if (directory.isEmpty()) {
      return List.of("ASSET_STORAGE_DIR is not set; give the directory that assets are kept in");
    }
    try {
      storage();
      return List.of();
    } catch (UncheckedIOException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  @Produces
  @ApplicationScoped
  AssetStorage storage() {
    Path chosen = directory.orElseThrow();
    try {
      return new LocalStorage(chosen);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the asset directory " + chosen + " cannot be used; make it exist and be writable", e);
    }
  }
}
