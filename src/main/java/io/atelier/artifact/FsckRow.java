package io.atelier.artifact;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A content as fsck sees it, with what its artifacts say of it.
 *
 * @param removal how long ago its last artifact went
 * @param needed whether an artifact has it
 * @param otherUri what an artifact of it gives as its URI instead of the content's, or null
 */
record FsckRow(
    Content.Key key,
    String path,
    long sizeBytes,
    Removal removal,
    boolean needed,
    @Nullable String otherUri) {

  /** Where its bytes are, or empty if what it says is no asset's path, or another content's. */
  Optional<AssetPath> assetPath() {
    return AssetPath.parse(path)
        .filter(asset -> Content.Key.of(asset.tenant(), asset.hash()).equals(key));
  }

  /** Whether its last artifact has gone, and when. */
  enum Removal {
    NONE,
    /** The deletion of its file may be on its way. */
    RECENT,
    OVERDUE
  }
}
