package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edge case of a store's volume that is not mounted. */
class StoreMarkTest {
  private static final StorageKey KEY = new StorageKey("acme/run/texture/a.png");

  @TempDir Path directory;
  private Path base;

  @BeforeEach
  void makeAStore() throws IOException {
    base = Files.createDirectory(directory.resolve("mount"));
  }

  @Test
  void a_store_is_marked_once_and_keeps_its_mark() throws IOException {
    UUID id = new StoreMark(base).make();
    assertThat(new StoreMark(base).make()).isEqualTo(id);
    assertThat(new StoreMark(base).read()).contains(id);
    assertThat(files()).containsExactly(".store");
  }

  @Test
  void the_right_store_is_as_good_as_any() throws IOException {
    try (LocalStorage store = new LocalStorage(base)) {
      store.mark().await();
      store.mark().expect(store.mark().make());
      try (StagingFile file = store.stage()) {
        Files.writeString(file.path(), "bytes");
        store.publish(file, KEY);
      }
      assertThat(store.find(KEY)).isPresent();
      assertThat(store.find(new StorageKey("acme/run/texture/b.png"))).isEmpty();
      try (Stream<StorageEntry> all = store.list("")) {
        assertThat(all)
            .as("its mark is no finding")
            .singleElement()
            .isInstanceOf(StoredAsset.class);
      }
    }
  }

  @Test
  void an_empty_mount_point_has_lost_nothing_and_nothing_is_made_in_it() throws IOException {
    LocalStorage store = new LocalStorage(base);
    store.mark().expect(UUID.randomUUID());
    assertNothingIsDone(store);
    assertThat(files()).isEmpty();
  }

  @Test
  void nor_in_anothers_store() throws IOException {
    new StoreMark(base).make();
    LocalStorage store = new LocalStorage(base);
    store.mark().expect(UUID.randomUUID());
    assertNothingIsDone(store);
    assertThat(files()).containsExactly(".store");
  }

  @Test
  void nor_before_it_is_known_whose_it_is() throws IOException {
    LocalStorage store = new LocalStorage(base);
    store.mark().await();
    assertNothingIsDone(store);
    assertThat(files()).isEmpty();
    store.mark().expect(store.mark().make());
    store.stage().close();
  }

  @Test
  void a_mark_that_is_no_id_is_nobodys_and_stays() throws IOException {
    Files.writeString(base.resolve(".store"), "half of it");
    assertThatExceptionOfType(ForeignStoreException.class)
        .isThrownBy(() -> new StoreMark(base).make());
    assertThat(base.resolve(".store")).hasContent("half of it");
  }

  @Test
  void an_operator_is_told_to_mount_it() {
    StorageFailure failure = StorageFailure.of(new ForeignStoreException("its reason"));
    assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_ERROR);
    assertThat(failure.advice()).contains("not the one of this installation", "its reason");
  }

  private static void assertNothingIsDone(LocalStorage store) {
    WithdrawnAsset gone = new WithdrawnAsset(KEY, UUID.randomUUID().toString());
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            store::stage,
            () -> store.find(KEY),
            () -> store.withdraw(KEY),
            store::withdrawn,
            () -> store.restore(gone),
            () -> store.list(""),
            () -> store.list("acme/"),
            store::sweep)) {
      assertThatExceptionOfType(ForeignStoreException.class).isThrownBy(call);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(base)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }
}
