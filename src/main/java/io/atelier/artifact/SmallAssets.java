package io.atelier.artifact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atelier.storage.AssetStorage;
import io.atelier.storage.StoredAsset;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Small assets in memory, because opening and reading a file costs more than all else of a small
 * answer. Each is looked up in the store again at least every second and a half, so that one that
 * was deleted, on whatever node, ends in time. Bounded; the one servlet has it to itself.
 */
@Dependent
class SmallAssets {
  /** What is larger is read from the store each time: of those, memory holds too few. */
  static final int MOST_BYTES = 64 * 1024;

  private static final long TOTAL_BYTES = 64L * 1024 * 1024;
  private static final int OVERHEAD_BYTES = 512;
  private static final long TRUSTED_NANOS = Duration.ofMillis(1_500).toNanos();

  @Inject AssetStorage storage;

  LongSupplier nanos = System::nanoTime;

  private final Cache<AssetPath, Entry> entries =
      Caffeine.newBuilder()
          .maximumWeight(TOTAL_BYTES)
          .weigher((AssetPath path, Entry entry) -> entry.bytes().length + OVERHEAD_BYTES)
          .build();

  /** An asset with its bytes, if both were looked at just now. */
  Optional<Entry> get(AssetPath path) {
    Entry entry = entries.getIfPresent(path);
    if (entry != null && now() - entry.lookedAt() < TRUSTED_NANOS) {
      return Optional.of(entry);
    }
    return Optional.empty();
  }

  /** The time, to be taken before an asset is looked up: from then on it is trusted. */
  long now() {
    return nanos.getAsLong();
  }

  /**
   * Reads a small asset that was looked up, or takes the bytes that are known.
   *
   * @param lookedAt the time {@link #now} before that
   */
  Entry keep(AssetPath path, StoredAsset asset, long lookedAt) throws IOException {
    Entry known = entries.getIfPresent(path);
    byte[] bytes = known != null && known.asset().equals(asset) ? known.bytes() : read(asset);
    Entry entry = new Entry(asset, AssetHeaders.of(path, asset), bytes, lookedAt);
    entries.put(path, entry);
    return entry;
  }

  private byte[] read(StoredAsset asset) throws IOException {
    try (InputStream in = storage.read(asset.key(), 0)) {
      byte[] bytes = in.readNBytes((int) asset.sizeBytes() + 1);
      if (bytes.length != asset.sizeBytes()) {
        throw new IOException(asset.key() + " is not as long as it was");
      }
      return bytes;
    }
  }

  /** An asset and all its bytes, which nobody changes. */
  record Entry(StoredAsset asset, AssetHeaders headers, byte[] bytes, long lookedAt)
      implements AssetBody.Source {
    @Override
    public InputStream from(long offset) {
      return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
    }
  }
}
