package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 3: staging files of dead processes are swept, those of live ones never. */
class StagingSweepTest {
  @TempDir Path base;

  @Test
  void what_a_killed_process_had_staged_is_listed_and_then_swept() throws Exception {
    LocalStorage storage = new LocalStorage(base);
    try (StagingFile ours = storage.stage()) {
      Process process = anotherProcess();
      Path theirs = Path.of(process.inputReader().readLine());
      assertThat(theirs).exists();

      process.destroyForcibly().waitFor();

      assertThat(strays(storage))
          .singleElement()
          .isEqualTo(
              new StrayEntry(
                  StrayEntry.Kind.LEFTOVER,
                  base.toRealPath().relativize(theirs.getParent()).toString(),
                  "1 files, 4 bytes"));
      assertThat(theirs).as("listing changes nothing").exists();

      assertThat(storage.sweep()).hasSize(1);
      assertThat(theirs.getParent()).doesNotExist();
      assertThat(strays(storage)).isEmpty();
      assertThat(ours.path()).exists();
      assertThat(staging()).as("our directory and its lock").hasSize(2);
    }
  }

  @Test
  void what_a_living_process_has_staged_is_not_touched_even_by_several_stores_of_another()
      throws Exception {
    Process process = anotherProcess();
    try {
      Path theirs = Path.of(process.inputReader().readLine());
      LocalStorage one = new LocalStorage(base);
      LocalStorage two = new LocalStorage(base);
      try (StagingFile first = one.stage();
          StagingFile second = two.stage()) {
        age(theirs.getParent());
        age(theirs);
        for (int i = 0; i < 3; i++) {
          assertThat(one.sweep()).isEmpty();
          assertThat(two.sweep()).isEmpty();
        }
        assertThat(strays(one)).isEmpty();
        assertThat(theirs).exists();
        assertThat(first.path()).exists();
        assertThat(second.path()).exists();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  // On POSIX a process loses its locks on a file when it closes any channel of it.
  @Test
  void looking_at_ones_own_staging_does_not_let_go_of_its_lock() throws Exception {
    LocalStorage one = new LocalStorage(base);
    LocalStorage two = new LocalStorage(base);
    try (StagingFile first = one.stage();
        StagingFile second = two.stage()) {
      assertThat(one.sweep()).isEmpty();
      assertThat(two.sweep()).isEmpty();
      assertThat(sweptByAnotherProcess()).isZero();
      assertThat(first.path()).exists();
      assertThat(second.path()).exists();
    }
  }

  @Test
  void a_closed_store_leaves_nothing() throws IOException {
    LocalStorage storage = new LocalStorage(base);
    storage.stage();
    storage.close();
    assertThat(staging()).isEmpty();
  }

  @Test
  void what_has_no_lock_is_swept_after_an_hour() throws IOException {
    Path staging = Files.createDirectories(base.resolve(".staging"));
    Path old = age(Files.writeString(staging.resolve("old"), "from the version before"));
    Path young = Files.writeString(staging.resolve("young"), "maybe of a node of that version");
    Path unlocked = Files.createDirectory(staging.resolve("unlocked"));
    Files.writeString(unlocked.resolve("file"), "x");
    age(unlocked);
    LocalStorage storage = new LocalStorage(base);

    assertThat(storage.sweep())
        .extracting(StrayEntry::name)
        .containsExactlyInAnyOrder(".staging/old", ".staging/unlocked");

    assertThat(old).doesNotExist();
    assertThat(unlocked).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void a_lock_without_a_directory_goes_too() throws IOException {
    Path staging = Files.createDirectories(base.resolve(".staging"));
    Path lock = Files.writeString(staging.resolve("nobody.lock"), "");
    new LocalStorage(base).sweep();
    assertThat(lock).doesNotExist();
  }

  @Test
  void staging_goes_on_when_somebody_removed_its_directory() throws Exception {
    LocalStorage storage = new LocalStorage(base);
    storage.stage().close();
    for (Path left : staging()) {
      AbandonedStaging.delete(left);
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<StagingFile>> staged = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Callable<StagingFile> stage = storage::stage;
        staged.add(threads.submit(stage));
      }
      for (Future<StagingFile> file : staged) {
        assertThat(file.get().path()).exists();
      }
    }
    assertThat(staging()).as("one directory and its lock").hasSize(2);
  }

  @Test
  void nothing_is_written_where_a_store_was_before_it_was_unmounted() throws IOException {
    LocalStorage storage = new LocalStorage(base.resolve("mount"));
    storage.stage().close();
    Path away = Files.move(base.resolve("mount"), base.resolve("away"));
    Path mountPoint = Files.createDirectory(base.resolve("mount"));

    assertThatIOException().isThrownBy(storage::stage);
    assertThat(mountPoint).isEmptyDirectory();

    Files.delete(mountPoint);
    Files.move(away, mountPoint);
    storage.stage().close();
  }

  @Test
  void stores_that_open_while_others_sweep_keep_what_they_stage() throws Exception {
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Process sweeper = anotherProcess("sweep");
      try {
        sweeper.inputReader().readLine();
        Callable<Void> opening =
            () -> {
              for (int i = 0; i < 300; i++) {
                LocalStorage storage = new LocalStorage(base);
                try (StagingFile file = storage.stage()) {
                  Files.writeString(file.path(), "x");
                  assertThat(file.path()).exists();
                  storage.publish(file, new StorageKey("k/" + i));
                }
                storage.close();
              }
              return null;
            };
        threads.submit(opening).get();
      } finally {
        sweeper.destroyForcibly().waitFor();
      }
    }
    assertThat(base.resolve("k").toFile().list()).hasSize(300);
  }

  private int sweptByAnotherProcess() throws Exception {
    Process process = anotherProcess("sweep once");
    try (BufferedReader said = process.inputReader()) {
      int swept = Integer.parseInt(said.readLine());
      process.waitFor();
      return swept;
    }
  }

  private Process anotherProcess() throws IOException {
    return anotherProcess("stage");
  }

  private Process anotherProcess(String what) throws IOException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    String classes = where(LocalStorage.class) + ":" + where(OtherProcess.class);
    return new ProcessBuilder(
            java, "-Xmx64m", "-cp", classes, OtherProcess.class.getName(), base.toString(), what)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Path where(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private List<StrayEntry> strays(AssetStorage storage) throws IOException {
    try (Stream<StorageEntry> all = storage.list("")) {
      return all.filter(StrayEntry.class::isInstance).map(StrayEntry.class::cast).toList();
    }
  }

  private List<Path> staging() throws IOException {
    try (Stream<Path> all = Files.list(base.resolve(".staging"))) {
      return all.toList();
    }
  }

  private static Path age(Path path) throws IOException {
    return Files.setLastModifiedTime(
        path, FileTime.from(Instant.now().minus(Duration.ofMinutes(61))));
  }

  /** Another Java machine on the same store. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] args) throws IOException {
      LocalStorage storage = new LocalStorage(Path.of(args[0]));
      switch (args[1]) {
        case "stage" -> {
          System.out.println(Files.writeString(storage.stage().path(), "half"));
          System.in.read();
        }
        case "sweep once" -> System.out.println(storage.sweep().size());
        default -> {
          System.out.println("sweeping");
          while (System.in.available() == 0) {
            storage.sweep();
          }
        }
      }
    }
  }
}
