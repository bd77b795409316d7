package io.atelier.storage;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the store: {@code asset.storage.dir} (the variable {@code ASSET_STORAGE_DIR}), and {@code
 * storage.min-free-bytes}. What only a local disk has (room, staging files of dead processes) is
 * looked after from here, and is no part of the seam.
 */
@ApplicationScoped
public class StorageConfiguration {
  private static final Logger LOG = System.getLogger(StorageConfiguration.class.getName());

  @Inject
  @ConfigProperty(name = "asset.storage.dir")
  Optional<Path> directory;

  @Inject
  @ConfigProperty(name = "storage.min-free-bytes")
  long minFreeBytes;

  @Inject StoreIdentity identity;
  @Resource ManagedExecutorService background;

  private volatile boolean identified;
  private @Nullable LocalStorage local;
  private @Nullable FreeSpace space;
  private @Nullable StoreProbe probe;

  /** Every reason why assets cannot be kept as configured; empty when they can. */
  public List<String> objections() {
    if (directory.isEmpty()) {
      return List.of("ASSET_STORAGE_DIR is not set; give the directory that assets are kept in");
    }
    List<String> objections = new ArrayList<>();
    if (minFreeBytes < 0) {
      objections.add("storage.min-free-bytes must be 0 or more");
    }
    try {
      local();
    } catch (UncheckedIOException e) {
      objections.add(String.valueOf(e.getMessage()));
    }
    return objections;
  }

  @Produces
  @ApplicationScoped
  AssetStorage storage() {
    return local();
  }

  @Produces
  @ApplicationScoped
  StoreState state() {
    return new StoreState(this::look, background, System::nanoTime);
  }

  private Optional<StorageFailure> look() {
    try {
      identify();
      local().mark().require();
      return probe().look();
    } catch (IOException e) {
      return Optional.of(StorageFailure.of(e));
    }
  }

  // Asked once: the database's word never changes.
  private void identify() throws IOException {
    if (!identified) {
      local().mark().expect(identity.of(local()));
      identified = true;
    }
  }

  @Produces
  @Dependent
  synchronized FreeSpace space() {
    if (space == null) {
      space = new FreeSpace(local()::freeBytes, minFreeBytes);
    }
    return space;
  }

  @Produces
  @Dependent
  StoreNotes notes() {
    return local().notes();
  }

  private synchronized StoreProbe probe() {
    if (probe == null) {
      probe = new StoreProbe(local(), space());
    }
    return probe;
  }

  /** Clears away what dead processes had staged. */
  void sweep() {
    try {
      identify();
      probe().clear(local().time());
      List<StrayEntry> removed = local().sweep();
      if (!removed.isEmpty()) {
        LOG.log(
            Level.INFO,
            "Removed what dead processes had staged: {0}",
            removed.stream().map(entry -> entry.name() + " (" + entry.reason() + ")").toList());
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "What dead processes had staged could not be removed", e);
    }
  }

  private synchronized LocalStorage local() {
    if (local == null) {
      Path chosen = directory.orElseThrow();
      try {
        local = new LocalStorage(chosen);
        local.mark().await();
      } catch (IOException e) {
        throw new UncheckedIOException(
            "the asset directory " + chosen + " cannot be used; make it exist and be writable", e);
      }
    }
    return local;
  }

  @PreDestroy
  synchronized void close() {
    try {
      if (local != null) {
        local.close();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The staging directory is left to be swept", e);
    }
  }
}
