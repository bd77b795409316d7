package io.atelier.storage;

import java.time.Instant;

/**
 * What a store says of the bytes under a key.
 *
 * @param sizeBytes their number
 * @param publishedAt when they were published, to the precision of the medium
 */
public record StoredAsset(StorageKey key, long sizeBytes, Instant publishedAt)
    implements StorageEntry {

  /** Whether it is no asset: a node tries with it whether the store can be written. */
  public boolean isProbe() {
    return key.value().startsWith(StoreProbe.PREFIX);
  }
}
