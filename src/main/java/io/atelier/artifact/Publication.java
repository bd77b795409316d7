package io.atelier.artifact;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Brings files to their places, several at the same time: each waits for the disk. */
@ApplicationScoped
class Publication {
  private static final int AT_A_TIME = 32;

  // Not the server's common threads: those may all wait for what is written here.
  @Resource(lookup = DeletionTimer.WRITERS)
  ManagedExecutorService background;

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
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int first = 0; first < Math.min(files.size(), AT_A_TIME); first++) {
        int from = first;
        tasks.add(() -> publishEveryOther(files, from));
      }
      for (Future<Integer> done : background.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      // As where it is one file: no failure of the store, whose words a tenant would be shown.
      throw new IllegalStateException("A file could not be published", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", e);
    }
  }

  private int publishEveryOther(List<File> files, int from) throws IOException {
    int count = 0;
    for (int i = from; i < files.size(); i += AT_A_TIME) {
      publish(files.get(i));
      count++;
    }
    return count;
  }

  private void publish(File file) throws IOException {
    writes.publish(file.file(), file.path().key());
  }

  /** A file and its place. */
  record File(InspectedFile file, AssetPath path) {}
}
