package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest implements AssetStorageContract {
  @TempDir Path directory;
  private Path base;
  private AssetStorage storage;

  @BeforeEach
  void open() throws IOException {
    base = directory.resolve("made/when/missing");
    storage = new LocalStorage(base);
  }

  @Override
  public AssetStorage storage() {
    return storage;
  }

  @Test
  void a_key_is_a_path_below_the_base() throws IOException {
    publish("bytes", KEY);
    assertThat(base.resolve(KEY.value())).hasContent("bytes");
  }

  @Test
  void staging_is_on_the_stores_own_file_system() throws IOException {
    try (StagingFile file = storage.stage()) {
      assertThat(file.path()).startsWith(base.toRealPath());
    }
  }

  @Test
  void what_was_published_is_there_after_a_restart() throws IOException {
    publish("bytes", KEY);
    AssetStorage restarted = new LocalStorage(base);
    assertThat(restarted.find(KEY)).isPresent();
    try (InputStream bytes = restarted.read(KEY, 0)) {
      assertThat(bytes).hasContent("bytes");
    }
  }

  @Test
  void a_base_that_is_a_link_to_a_directory_is_that_directory() throws IOException {
    publish("bytes", KEY);
    Path link = Files.createSymbolicLink(directory.resolve("link"), base);
    assertThat(new LocalStorage(link).find(KEY)).isPresent();
  }

  @Test
  void a_base_that_is_a_file_is_refused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatIOException().isThrownBy(() -> new LocalStorage(file));
  }

  @Test
  void after_a_failure_the_same_file_can_be_published_again() throws IOException {
    Path inTheWay = base.resolve("acme");
    Files.writeString(inTheWay, "a file where a directory should be");
    try (StagingFile file = storage.stage()) {
      Files.writeString(file.path(), "bytes");
      assertThatIOException().isThrownBy(() -> storage.publish(file, KEY));
      assertThat(storage.find(KEY)).isEmpty();
      Files.delete(inTheWay);
      storage.publish(file, KEY);
    }
    assertThat(base.resolve(KEY.value())).hasContent("bytes");
  }

  @Test
  void a_directory_where_an_asset_should_be_is_no_asset() throws IOException {
    Files.createDirectories(base.resolve(KEY.value()));
    assertThat(storage.find(KEY)).isEmpty();
    assertThat(listed()).isEmpty();
  }

  @Test
  void what_the_store_did_not_put_there_is_listed_as_foreign() throws IOException {
    publish("bytes", KEY);
    for (String name : List.of("acme/.hidden", "acme/notes.txt~", "acme/two.dots.png")) {
      Files.writeString(base.resolve(name), "?");
    }
    Files.createDirectories(base.resolve("acme/no run/texture"));
    Files.writeString(base.resolve("acme/no run/texture/a.png"), "?");
    Files.createSymbolicLink(base.resolve("acme/link"), base);
    Files.createDirectories(base.resolve("lost+found"));
    assertThat(strays())
        .containsExactlyInAnyOrder(
            "FOREIGN acme/.hidden 1 bytes",
            "FOREIGN acme/notes.txt~ 1 bytes",
            "FOREIGN acme/two.dots.png 1 bytes",
            "FOREIGN acme/no run a directory",
            "FOREIGN acme/link a link");
    assertThat(listed()).containsExactly(KEY.value());
  }

  @Test
  void a_directory_that_cannot_be_read_is_listed_and_the_rest_is_too() throws IOException {
    publish("bytes", KEY);
    publish("more", OTHER);
    Path closed = base.resolve("acme/spring-26/texture");
    // Root may read everything; a test run by root proves the rest only.
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeThat(Files.isReadable(closed)).isFalse();
      assertThat(strays()).hasSize(1).first().asString().startsWith("UNREADABLE acme/spring-26");
      assertThat(listed()).containsExactly(OTHER.value());
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void what_was_withdrawn_and_could_not_be_removed_for_an_hour_is_told_of() throws IOException {
    publish("bytes", KEY);
    WithdrawnAsset taken = storage.withdraw(KEY).orElseThrow();
    assertThat(strays()).as("its removal is on its way").isEmpty();

    WithdrawnFiles withdrawn = withdrawn(base.resolve(LocalStorage.WITHDRAWN));
    Instant now = ((LocalStorage) storage).time();
    assertThat(withdrawn.left(now.plus(Duration.ofMinutes(59)))).isEmpty();
    assertThat(withdrawn.left(now.plus(Duration.ofMinutes(61))))
        .containsExactly(
            new StrayEntry(
                StrayEntry.Kind.UNDELETED,
                ".withdrawn/" + withdrawn.place(taken).getFileName(),
                "5 bytes"));
    storage.discard(taken);
    assertThat(withdrawn.left(now.plus(Duration.ofDays(1)))).isEmpty();
  }

  private static WithdrawnFiles withdrawn(Path root) {
    return new WithdrawnFiles(root, new DurableDirectories(root.getParent(), directory -> {}));
  }

  @Test
  void on_a_file_system_without_the_times_of_unix_it_is_told_of_too() throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(directory.resolve("store.zip"), Map.of("create", "true"))) {
      Path root = Files.createDirectory(zip.getPath("/.withdrawn"));
      WithdrawnFiles withdrawn = withdrawn(root);
      Path file = Files.writeString(zip.getPath("/file"), "bytes");
      Path taken = withdrawn.place(withdrawn.take(file, KEY));
      Instant time = Files.getLastModifiedTime(taken).toInstant();
      assertThat(withdrawn.left(time.plus(Duration.ofMinutes(59)))).isEmpty();
      assertThat(withdrawn.left(time.plus(Duration.ofMinutes(61)))).hasSize(1);
    }
  }

  @Test
  void what_somebody_put_among_the_withdrawn_is_foreign_and_stays() throws IOException {
    Path foreign = Files.createDirectories(base.resolve(LocalStorage.WITHDRAWN)).resolve("notes");
    Files.writeString(foreign, "mine");
    assertThat(strays()).containsExactly("FOREIGN .withdrawn/notes 4 bytes");
    try (Stream<WithdrawnAsset> all = storage.withdrawn()) {
      assertThat(all).isEmpty();
    }
    assertThat(foreign).hasContent("mine");
  }

  @Test
  void a_store_that_is_gone_is_no_empty_one() throws IOException {
    publish("bytes", KEY);
    Files.move(base, directory.resolve("elsewhere"));
    assertThatIOException().isThrownBy(() -> listed());
  }

  @Test
  void what_cannot_be_looked_at_is_not_taken_for_gone() throws IOException {
    publish("bytes", KEY);
    Path directory = base.resolve("acme");
    Path elsewhere = Files.move(directory, base.resolve("elsewhere"));
    Files.createSymbolicLink(directory, directory); // one that fails with ELOOP, for root too
    assertThatIOException().isThrownBy(() -> storage.withdraw(KEY));
    Files.delete(directory);
    Files.move(elsewhere, directory);
    assertThat(storage.withdraw(KEY)).isPresent();
  }

  @Test
  void in_an_empty_mount_point_nothing_is_taken_for_gone() throws IOException {
    publish("bytes", KEY);
    Path elsewhere = Files.move(base, directory.resolve("elsewhere"));
    Files.createDirectory(base);
    assertThatIOException().isThrownBy(() -> storage.withdraw(KEY));
    assertThatIOException().isThrownBy(() -> new LocalStorage(base).withdraw(KEY));
    Files.delete(base);
    Files.move(elsewhere, base);
    assertThat(storage.withdraw(KEY)).isPresent();
  }

  @Test
  void in_a_store_that_is_gone_nothing_is_made() throws IOException {
    publish("bytes", KEY);
    WithdrawnAsset taken = storage.withdraw(KEY).orElseThrow();
    Path elsewhere = Files.move(base, directory.resolve("elsewhere"));
    assertThatIOException().isThrownBy(() -> storage.restore(taken));
    assertThatIOException().isThrownBy(() -> publish("more", OTHER));
    assertThat(base).doesNotExist();
    Files.move(elsewhere, base);
    assertThat(storage.restore(taken)).isTrue();
  }

  @Test
  void a_long_list_holds_only_the_directories_open_that_it_is_in() throws IOException {
    for (int i = 0; i < 200; i++) {
      Path run = Files.createDirectories(base.resolve("acme/run-" + i + "/audio"));
      Files.writeString(run.resolve("0.wav"), "x");
    }
    try (Stream<StorageEntry> all = storage.list("")) {
      assertThat(all.peek(entry -> assertThat(openFilesBelow(base)).isLessThan(12)).count())
          .isEqualTo(200);
    }
    assertThat(openFilesBelow(base)).isLessThan(2);
  }

  // How many of this process's open files lie there; 0 where the system does not tell.
  private static long openFilesBelow(Path base) {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(
              file -> {
                try {
                  return Files.readSymbolicLink(file).startsWith(base);
                } catch (IOException e) {
                  return false;
                }
              })
          .count();
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void a_link_in_an_assets_place_is_not_followed() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "secret");
    Path place = base.resolve(KEY.value());
    Files.createDirectories(place.getParent());
    Files.createSymbolicLink(place, secret);
    assertThat(storage.find(KEY)).isEmpty();
    assertThat(listed()).isEmpty();
    assertThat(strays()).containsExactly("FOREIGN " + KEY + " a link");
    assertThatIOException().isThrownBy(() -> storage.read(KEY, 0).close());
  }

  @Test
  void a_link_to_a_directory_on_the_way_is_not_followed() throws IOException {
    Path secrets = Files.createDirectories(directory.resolve("secrets/spring-26/texture"));
    Files.writeString(secrets.resolve("0123.png"), "secret");
    Files.createSymbolicLink(base.resolve("acme"), directory.resolve("secrets"));
    assertThat(listed()).isEmpty();
    assertThat(storage.find(KEY)).isEmpty();
    assertThatIOException().isThrownBy(() -> storage.read(KEY, 0).close());
  }

  @Test
  void publishing_over_a_link_replaces_the_link_not_its_target() throws IOException {
    Path precious = Files.writeString(directory.resolve("precious"), "precious");
    Path place = base.resolve(KEY.value());
    Files.createDirectories(place.getParent());
    Files.createSymbolicLink(place, precious);
    publish("bytes", KEY);
    assertThat(precious).hasContent("precious");
    assertThat(place).isRegularFile().hasContent("bytes");
    assertThat(Files.isSymbolicLink(place)).isFalse();
  }

  @Test
  void what_is_withdrawn_is_on_the_disk_where_it_is_before_it_is_gone_from_where_it_was()
      throws IOException {
    publish("bytes", KEY);
    List<String> synced = new ArrayList<>();
    storage = new LocalStorage(base, directory -> synced.add(name(directory)));
    synced.clear();
    WithdrawnAsset taken = storage.withdraw(KEY).orElseThrow();
    assertThat(synced).containsExactly("", ".withdrawn", "acme/spring-26/texture");

    synced.clear();
    assertThat(storage.restore(taken)).isTrue();
    assertThat(synced).endsWith("acme/spring-26/texture");
  }

  /** failures.md, 9: an fsync that succeeds after one that failed says nothing of what it was. */
  @Test
  void a_place_that_did_not_reach_the_disk_is_taken_anew() throws IOException {
    FailingSync sync = new FailingSync("acme/spring-26/texture");
    storage = new LocalStorage(base, sync);
    try (StagingFile file = storage.stage()) {
      Files.writeString(file.path(), "bytes");
      Object first = null;
      for (int i = 0; i < 3; i++) {
        assertThatIOException().isThrownBy(() -> storage.publish(file, KEY));
        Object entry = inode(base.resolve(KEY.value()));
        assertThat(entry).isNotEqualTo(first);
        first = entry;
      }
      sync.failing = false;
      storage.publish(file, KEY);
      Object entered = inode(base.resolve(KEY.value()));
      assertThat(entered).isNotEqualTo(first);

      int syncs = sync.count;
      storage.publish(file, KEY);
      assertThat(inode(base.resolve(KEY.value()))).as("it is known to be there").isEqualTo(entered);
      assertThat(sync.count).isEqualTo(syncs);
    }
    assertThat(base.resolve(KEY.value())).hasContent("bytes");
    assertThat(strays()).isEmpty();
  }

  @Test
  void a_directory_that_did_not_reach_the_disk_is_made_anew() throws IOException {
    FailingSync sync = new FailingSync("acme");
    storage = new LocalStorage(base, sync);
    try (StagingFile file = storage.stage()) {
      Files.writeString(file.path(), "bytes");
      assertThatIOException().isThrownBy(() -> storage.publish(file, KEY));
      assertThat(base.resolve("acme")).isEmptyDirectory();
      sync.failing = false;
      storage.publish(file, KEY);
    }
    assertThat(base.resolve(KEY.value())).hasContent("bytes");
  }

  @Test
  void what_did_not_reach_the_disk_where_it_was_moved_to_is_where_it_was() throws IOException {
    publish("bytes", KEY);
    FailingSync sync = new FailingSync(".withdrawn");
    storage = new LocalStorage(base, sync);
    assertThatIOException().isThrownBy(() -> storage.withdraw(KEY));
    assertThat(base.resolve(KEY.value())).hasContent("bytes");
    assertThat(base.resolve(LocalStorage.WITHDRAWN)).isEmptyDirectory();
    sync.failing = false;
    WithdrawnAsset taken = storage.withdraw(KEY).orElseThrow();

    FailingSync back = new FailingSync("acme/spring-26/texture");
    storage = new LocalStorage(base, back);
    assertThatIOException().isThrownBy(() -> storage.restore(taken));
    assertThat(base.resolve(KEY.value())).doesNotExist();
    try (Stream<WithdrawnAsset> all = storage.withdrawn()) {
      assertThat(all).containsExactly(taken);
    }
    back.failing = false;
    assertThat(storage.restore(taken)).isTrue();
    assertThat(base.resolve(KEY.value())).hasContent("bytes");
  }

  private String name(Path directory) throws IOException {
    return base.toRealPath().relativize(directory).toString();
  }

  private static Object inode(Path file) throws IOException {
    return Objects.requireNonNull(
        Files.readAttributes(file, BasicFileAttributes.class).fileKey(), "inodes are compared");
  }

  /** A disk that cannot take the entries of one directory. */
  private final class FailingSync implements DurableDirectories.Sync {
    private final String directory;
    private boolean failing = true;
    private int count;

    FailingSync(String directory) {
      this.directory = directory;
    }

    @Override
    public void entriesOf(Path synced) throws IOException {
      count++;
      if (failing && name(synced).equals(directory)) {
        throw new IOException("Input/output error");
      }
    }
  }

  private void publish(String text, StorageKey key) throws IOException {
    try (StagingFile file = storage.stage()) {
      Files.writeString(file.path(), text);
      storage.publish(file, key);
    }
  }

  private List<String> listed() throws IOException {
    try (Stream<StorageEntry> all = storage.list("")) {
      return all.filter(StoredAsset.class::isInstance)
          .map(entry -> ((StoredAsset) entry).key().value())
          .toList();
    }
  }

  private List<String> strays() throws IOException {
    try (Stream<StorageEntry> all = storage.list("")) {
      return all.filter(StrayEntry.class::isInstance)
          .map(StrayEntry.class::cast)
          .map(stray -> stray.kind() + " " + stray.name() + " " + stray.reason())
          .toList();
    }
  }
}
