package io.atelier.artifact;

import io.atelier.artifact.FsckRow.Removal;
import io.atelier.storage.AssetStorage;
import io.atelier.storage.StoredAsset;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks one content: its row, its artifacts, and its file. */
@Dependent
class FsckContent {
  private final AssetStorage storage;
  private final FsckRows rows;

  @Inject
  FsckContent(AssetStorage storage, FsckRows rows) {
    this.storage = storage;
    this.rows = rows;
  }

  /**
   * Reports what is wrong with it, if anything is.
   *
   * @param bytes whether to read and hash its file
   */
  void check(FsckRow row, boolean bytes, FsckReport report) {
    if (!findings(row).isEmpty()) {
      rows.locked(row.key(), now -> now.map(this::findings).orElseGet(List::of))
          .forEach(report::finding);
    } else if (bytes && row.removal() == Removal.NONE) {
      Optional<FsckRow> rewritten = Optional.of(row);
      while (rewritten.isPresent()) {
        rewritten = checkBytes(rewritten.get(), report);
      }
    }
  }

  private List<FsckFinding> findings(FsckRow row) {
    List<FsckFinding> findings = new ArrayList<>();
    if (row.removal() == Removal.RECENT) {
      return findings;
    }
    if (row.removal() == Removal.OVERDUE) {
      findings.add(orphan(row, "no row", "marked as removed more than an hour ago"));
      return findings;
    }
    if (!row.needed()) {
      findings.add(orphan(row, "an artifact", "none"));
    }
    if (row.otherUri() != null) {
      findings.add(orphan(row, AssetPath.PREFIX + row.path(), "an artifact at " + row.otherUri()));
    }
    Optional<AssetPath> path = row.assetPath();
    if (path.isEmpty()) {
      findings.add(orphan(row, "the path of an asset of this tenant and hash", row.path()));
    } else {
      file(row, path.get()).ifPresent(findings::add);
    }
    return findings;
  }

  private Optional<FsckFinding> file(FsckRow row, AssetPath path) {
    String expected = row.sizeBytes() + " bytes";
    try {
      Optional<StoredAsset> file = storage.find(path.key());
      if (file.isEmpty()) {
        return Optional.of(finding(FsckFinding.MISSING, row, expected, "no file"));
      }
      long size = file.get().sizeBytes();
      return size == row.sizeBytes()
          ? Optional.empty()
          : Optional.of(finding(FsckFinding.WRONG_SIZE, row, expected, size + " bytes"));
    } catch (IOException e) {
      return Optional.of(unreadable(row, e));
    }
  }

  // Read without the lock, which nobody should wait for that long; what was read counts if the file
  // has not been written since. Answers the row as it is now if it has to be read again.
  private Optional<FsckRow> checkBytes(FsckRow row, FsckReport report) {
    Optional<AssetPath> path = row.assetPath();
    Optional<StoredAsset> before = path.flatMap(this::stored);
    Optional<FsckFinding> finding = path.flatMap(asset -> wrongHash(row, asset, report));
    if (finding.isEmpty()) {
      return Optional.empty();
    }
    Current now =
        rows.locked(
            row.key(),
            current ->
                new Current(
                    current.filter(kept -> kept.removal() == Removal.NONE),
                    path.flatMap(this::stored)));
    if (now.equals(new Current(Optional.of(row), before))) {
      report.finding(finding.get());
      return Optional.empty();
    }
    return now.row();
  }

  private Optional<FsckFinding> wrongHash(FsckRow row, AssetPath path, FsckReport report) {
    try (InputStream bytes = storage.read(path.key(), 0)) {
      ContentHash hash = ContentHash.of(bytes, report::read);
      return hash.equals(path.hash())
          ? Optional.empty()
          : Optional.of(finding(FsckFinding.WRONG_HASH, row, path.hash().hex(), hash.hex()));
    } catch (IOException e) {
      return Optional.of(unreadable(row, e));
    }
  }

  /** The file at that path, or empty if it cannot be found, for whatever reason. */
  Optional<StoredAsset> stored(AssetPath path) {
    try {
      return storage.find(path.key());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static FsckFinding orphan(FsckRow row, String expected, String found) {
    return finding(FsckFinding.ORPHAN_ROW, row, expected, found);
  }

  private static FsckFinding unreadable(FsckRow row, IOException e) {
    return finding(
        FsckFinding.UNREADABLE,
        row,
        "readable",
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : String.valueOf(e.getMessage()));
  }

  private static FsckFinding finding(String finding, FsckRow row, String expected, String found) {
    return FsckFinding.of(finding, row.key().tenant(), row.path(), expected, found);
  }

  private record Current(Optional<FsckRow> row, Optional<StoredAsset> file) {}
}
