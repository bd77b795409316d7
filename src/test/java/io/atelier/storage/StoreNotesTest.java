package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 3: what must not be forgotten while the database cannot be told. */
class StoreNotesTest {
  private static final UUID ONE = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final UUID TWO = UUID.fromString("00000000-0000-7000-8000-000000000002");

  @TempDir Path base;
  private LocalStorage store;

  @BeforeEach
  void open() throws IOException {
    store = new LocalStorage(base);
  }

  @Test
  void there_are_none_before_the_first_and_after_the_last() throws IOException {
    assertThat(store.notes().read()).isEmpty();
    store.notes().write(ONE, "paid");
    store.notes().remove(ONE);
    store.notes().remove(ONE);
    assertThat(store.notes().read()).isEmpty();
  }

  @Test
  void another_node_finds_what_one_has_left() throws IOException {
    store.notes().write(ONE, "paid");
    store.notes().write(TWO, "as well");
    store.notes().write(ONE, "paid \u00e9");

    assertThat(new LocalStorage(base).notes().read())
        .isEqualTo(Map.of(ONE, "paid \u00e9", TWO, "as well"));
  }

  @Test
  void what_is_set_aside_is_kept_and_not_found() throws IOException {
    store.notes().write(ONE, "of nobody");
    store.notes().setAside(ONE);
    store.notes().setAside(ONE);

    assertThat(store.notes().read()).isEmpty();
    try (Stream<Path> files = Files.list(base.resolve(StoreNotes.DIRECTORY))) {
      assertThat(files).singleElement().satisfies(file -> assertThat(file).hasContent("of nobody"));
    }
  }

  @Test
  void what_else_lies_there_keeps_nobody_from_the_notes() throws IOException {
    store.notes().write(ONE, "paid");
    Files.writeString(base.resolve(StoreNotes.DIRECTORY).resolve("README"), "an operator's");

    assertThat(store.notes().read()).isEqualTo(Map.of(ONE, "paid"));
  }

  @Test
  void notes_are_no_assets() throws IOException {
    store.notes().write(ONE, "paid");
    try (Stream<StorageEntry> entries = store.list("")) {
      assertThat(entries).isEmpty();
    }
  }

  @Test
  void a_store_that_is_another_takes_none() {
    store.mark().expect(TWO);
    assertThatThrownBy(() -> store.notes().write(ONE, "paid"))
        .isInstanceOf(ForeignStoreException.class);
  }
}
