package io.atelier.artifact;

import io.atelier.storage.StorageKey;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Brings files to their places, several at the same time: each waits for the disk. */
@ApplicationScoped
class Publication {
  @Resource ManagedExecutorService background;
  @Inject DurableWrites writes;

  /**
   * Brings all of them to their places; when this returns, that is on the disk.
   *
   * @throws StorageException if one cannot be written after retries
   */
  void of(List<File> files) {
    try {
      if (files.size() == 1) {
        publish(files.get(0));
      } else {
        publish(files);
      }
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  private void publish(List<File> files) throws IOException {
    try {
      List<Callable<StorageKey>> tasks =
          files.stream().map(file -> (Callable<StorageKey>) () -> publish(file)).toList();
      for (Future<StorageKey> done : background.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", e);
    }
  }

  private StorageKey publish(File file) throws IOException {
    writes.publish(file.file(), file.path().key());
    return file.path().key();
  }

  /** A file and its place. */
  record File(InspectedFile file, AssetPath path) {}
}
