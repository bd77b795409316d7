package io.atelier.artifact;

import io.atelier.storage.AssetStorage;
import io.atelier.storage.StorageEntry;
import io.atelier.storage.StoredAsset;
import io.atelier.storage.StrayEntry;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the store with the database, both ways, and changes nothing.
 *
 * <p>It holds a page of each at a time, however much there is. What looks wrong is looked at once
 * more under the content's lock before it is told, so that a save or a deletion on its way is none.
 */
@Dependent
class Fsck {
  private static final int PAGE = 500;

  private final AssetStorage storage;
  private final FsckRows rows;
  private final FsckContent contents;

  @Inject
  Fsck(AssetStorage storage, FsckRows rows, FsckContent contents) {
    this.storage = storage;
    this.rows = rows;
    this.contents = contents;
  }

  /**
   * Looks at everything, or at one tenant's.
   *
   * @param bytes whether to read and hash every file, which takes as long as reading them all does
   * @throws IOException if the store cannot be listed
   */
  void run(Optional<TenantId> tenant, boolean bytes, FsckReport report) throws IOException {
    checkRows(tenant, bytes, report);
    checkFiles(tenant, report);
  }

  private void checkRows(Optional<TenantId> tenant, boolean bytes, FsckReport report) {
    String only = tenant.map(TenantId::value).orElse(null);
    Content.Key last = new Content.Key("", "");
    List<FsckRow> page = rows.after(last, only, PAGE);
    while (!page.isEmpty()) {
      for (FsckRow row : page) {
        contents.check(row, bytes, report);
        report.row();
        last = row.key();
      }
      page = rows.after(last, only, PAGE);
    }
  }

  private void checkFiles(Optional<TenantId> tenant, FsckReport report) throws IOException {
    try (Stream<StorageEntry> all = storage.list(tenant.map(name -> name + "/").orElse(""))) {
      List<StoredAsset> page = new ArrayList<>();
      Iterator<StorageEntry> entries = all.filter(entry -> !isProbe(entry)).iterator();
      while (entries.hasNext()) {
        switch (entries.next()) {
          case StrayEntry stray -> report.finding(finding(stray));
          case StoredAsset asset -> page.add(asset);
        }
        report.file();
        if (page.size() == PAGE) {
          checkOwners(page, report);
          page.clear();
        }
      }
      checkOwners(page, report);
    }
  }

  // A node that tries whether it can write.
  private static boolean isProbe(StorageEntry entry) {
    return entry instanceof StoredAsset file && file.isProbe();
  }

  private void checkOwners(List<StoredAsset> files, FsckReport report) {
    Set<String> owned = rows.owned(files.stream().map(file -> file.key().value()).toList());
    for (StoredAsset file : files) {
      if (!owned.contains(file.key().value())) {
        Optional<AssetPath> path = AssetPath.parse(file.key().value());
        Optional<FsckFinding> finding =
            path.isPresent() ? orphan(path.get()) : Optional.of(badName(file));
        finding.ifPresent(report::finding);
      }
    }
  }

  private Optional<FsckFinding> orphan(AssetPath path) {
    String name = path.key().value();
    return rows.locked(
        Content.Key.of(path.tenant(), path.hash()),
        row -> {
          Optional<String> owner = row.map(FsckRow::path);
          if (owner.equals(Optional.of(name))) {
            return Optional.empty();
          }
          return contents
              .stored(path)
              .map(
                  file ->
                      FsckFinding.of(
                          FsckFinding.ORPHAN_FILE,
                          path.tenant().value(),
                          name,
                          owner.map(other -> "at " + other).orElse("no file"),
                          file.sizeBytes() + " bytes"));
        });
  }

  private static FsckFinding badName(StoredAsset file) {
    String name = file.key().value();
    return FsckFinding.of(
        FsckFinding.BAD_NAME,
        owner(name),
        name,
        "{tenant}/{run}/{type}/{sha256}.{extension}",
        file.sizeBytes() + " bytes");
  }

  private static FsckFinding finding(StrayEntry stray) {
    String finding =
        switch (stray.kind()) {
          case LEFTOVER, UNDELETED -> FsckFinding.TEMP_LEFTOVER;
          case FOREIGN -> FsckFinding.BAD_NAME;
          case UNREADABLE -> FsckFinding.UNREADABLE;
        };
    String expected =
        switch (stray.kind()) {
          case LEFTOVER -> "nothing staged by processes that are no more";
          case UNDELETED -> "nothing taken away more than an hour ago";
          case FOREIGN -> "{tenant}/{run}/{type}/{sha256}.{extension}";
          case UNREADABLE -> "readable";
        };
    return FsckFinding.of(finding, owner(stray.name()), stray.name(), expected, stray.reason());
  }

  // Every asset's path begins with its tenant.
  private static @Nullable String owner(String name) {
    return TenantId.parse(name.split("/", 2)[0]).map(TenantId::value).orElse(null);
  }
}
