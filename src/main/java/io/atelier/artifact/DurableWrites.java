package io.atelier.artifact;

import io.atelier.storage.AssetStorage;
import io.atelier.storage.StagingFile;
import io.atelier.storage.StorageKey;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Writes to the byte store, each tried again up to three times when the medium fails (FR-021). */
@Dependent
class DurableWrites {
  private final AssetStorage storage;

  @Inject
  DurableWrites(AssetStorage storage) {
    this.storage = storage;
  }

  @Retry(
      maxRetries = 3,
      delay = 100,
      jitter = 50,
      delayUnit = ChronoUnit.MILLIS,
      retryOn = IOException.class)
  StagingFile stage() throws IOException {
    return storage.stage();
  }

  @Retry(
      maxRetries = 3,
      delay = 100,
      jitter = 50,
      delayUnit = ChronoUnit.MILLIS,
      retryOn = IOException.class)
  void publish(StagingFile file, StorageKey key) throws IOException {
    storage.publish(file, key);
  }
}
