package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link AssetStorage} keeps; each implementation's test implements this. */
interface AssetStorageContract {
  StorageKey KEY = new StorageKey("acme/spring-26/texture/0123.png");
  StorageKey OTHER = new StorageKey("acme/spring-26/audio/4567.wav");

  /** The store under test, empty at the start of a test. */
  AssetStorage storage();

  @Test
  default void what_was_published_is_there_whole() throws IOException {
    Instant before = Instant.now().minus(Duration.ofSeconds(5));
    byte[] bytes = new byte[1_000_003];
    new Random(7).nextBytes(bytes);
    publish(bytes, KEY);
    assertThat(storage().find(KEY))
        .hasValueSatisfying(
            asset -> {
              assertThat(asset.key()).isEqualTo(KEY);
              assertThat(asset.sizeBytes()).isEqualTo(bytes.length);
              assertThat(asset.publishedAt()).isBetween(before, before.plusSeconds(60));
            });
    assertThat(read(KEY, 0)).isEqualTo(bytes);
  }

  @Test
  default void reading_may_begin_anywhere_up_to_the_end() throws IOException {
    publish("0123456789", KEY);
    assertThat(read(KEY, 4)).isEqualTo(bytes("456789"));
    assertThat(read(KEY, 9)).isEqualTo(bytes("9"));
    assertThat(read(KEY, 10)).isEmpty();
  }

  @Test
  default void an_empty_file_is_an_asset_too() throws IOException {
    publish("", KEY);
    assertThat(storage().find(KEY)).hasValueSatisfying(a -> assertThat(a.sizeBytes()).isZero());
    assertThat(read(KEY, 0)).isEmpty();
  }

  @Test
  default void where_nothing_was_published_there_is_nothing() throws IOException {
    assertThat(storage().find(KEY)).isEmpty();
    assertThat(listed()).isEmpty();
    publish("a neighbour", OTHER);
    assertThat(storage().find(KEY)).isEmpty();
    assertThat(storage().withdraw(KEY)).isEmpty();
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> read(KEY, 0));
  }

  @Test
  default void part_of_a_key_is_not_a_key() throws IOException {
    publish("bytes", KEY);
    for (String part : List.of("acme", "acme/spring-26", "acme/spring-26/texture/0123")) {
      StorageKey key = new StorageKey(part);
      assertThat(storage().find(key)).as(part).isEmpty();
      assertThat(read(KEY, 0)).isEqualTo(bytes("bytes"));
    }
  }

  @Test
  default void a_staged_file_is_empty_and_nobody_else_sees_it() throws IOException {
    try (StagingFile one = storage().stage();
        StagingFile two = storage().stage()) {
      assertThat(one.path()).isNotEqualTo(two.path()).isEmptyFile();
      Files.writeString(one.path(), "half of it");
      assertThat(listed()).isEmpty();
    }
  }

  @Test
  default void a_staged_file_closed_unpublished_is_gone() throws IOException {
    Path path;
    try (StagingFile file = storage().stage()) {
      path = Files.writeString(file.path(), "never wanted");
    }
    assertThat(path).doesNotExist();
    assertThat(listed()).isEmpty();
  }

  @Test
  default void a_published_file_stays_when_its_staging_is_closed() throws IOException {
    StagingFile file = storage().stage();
    Path path = Files.writeString(file.path(), "wanted");
    storage().publish(file, KEY);
    assertThat(path).doesNotExist();
    file.close();
    file.close();
    assertThat(read(KEY, 0)).isEqualTo(bytes("wanted"));
  }

  @Test
  default void publishing_the_same_file_again_changes_nothing() throws IOException {
    try (StagingFile file = storage().stage()) {
      Files.writeString(file.path(), "once");
      storage().publish(file, KEY);
      storage().publish(file, KEY);
    }
    assertThat(read(KEY, 0)).isEqualTo(bytes("once"));
    assertThat(listed()).containsExactly(KEY);
  }

  @Test
  default void a_published_file_is_not_taken_for_there_when_it_is_gone() throws IOException {
    try (StagingFile file = storage().stage()) {
      Files.writeString(file.path(), "once");
      storage().publish(file, KEY);
      storage().discard(storage().withdraw(KEY).orElseThrow());
      assertThatIOException().isThrownBy(() -> storage().publish(file, KEY));
    }
    assertThat(listed()).isEmpty();
  }

  @Test
  default void a_published_file_is_not_taken_for_there_under_another_key() throws IOException {
    try (StagingFile file = storage().stage()) {
      Files.writeString(file.path(), "once");
      storage().publish(file, KEY);
      assertThatIOException().isThrownBy(() -> storage().publish(file, OTHER));
    }
    assertThat(listed()).containsExactly(KEY);
  }

  @Test
  default void publishing_replaces_what_was_there() throws IOException {
    publish("the old and longer one", KEY);
    publish("the new one", KEY);
    assertThat(read(KEY, 0)).isEqualTo(bytes("the new one"));
    assertThat(listed()).containsExactly(KEY);
  }

  @Test
  default void who_reads_while_it_is_replaced_has_the_old_bytes_or_the_new() throws Exception {
    byte[] old = new byte[200_000];
    byte[] fresh = new byte[150_000];
    Arrays.fill(fresh, (byte) 1);
    publish(old, KEY);
    try (ExecutorService others = Executors.newSingleThreadExecutor()) {
      Callable<Void> replacing =
          () -> {
            for (int i = 0; i < 40; i++) {
              publish(i % 2 == 0 ? fresh : old, KEY);
            }
            return null;
          };
      Future<Void> replaced = others.submit(replacing);
      do {
        byte[] found = read(KEY, 0);
        assertThat(found).isEqualTo(found.length == old.length ? old : fresh);
        assertThat(storage().find(KEY)).isPresent();
      } while (!replaced.isDone());
      replaced.get();
    }
  }

  @Test
  default void who_began_to_read_may_finish_after_it_is_deleted() throws IOException {
    publish("0123456789", KEY);
    try (InputStream bytes = storage().read(KEY, 0)) {
      assertThat(bytes.read()).isEqualTo('0');
      storage().discard(storage().withdraw(KEY).orElseThrow());
      assertThat(bytes.readAllBytes()).isEqualTo(bytes("123456789"));
    }
  }

  @Test
  default void what_was_deleted_is_gone_and_its_neighbour_is_not() throws IOException {
    publish("one", KEY);
    publish("two", OTHER);
    storage().discard(storage().withdraw(KEY).orElseThrow());
    assertThat(storage().withdraw(KEY)).isEmpty();
    assertThat(storage().find(KEY)).isEmpty();
    assertThat(read(OTHER, 0)).isEqualTo(bytes("two"));
    publish("one again", KEY);
    assertThat(read(KEY, 0)).isEqualTo(bytes("one again"));
  }

  @Test
  default void what_was_withdrawn_is_not_there_and_can_be_put_back_whole() throws IOException {
    publish("one", KEY);
    WithdrawnAsset taken = storage().withdraw(KEY).orElseThrow();
    assertThat(taken.key()).isEqualTo(KEY);
    assertThat(storage().find(KEY)).isEmpty();
    assertThat(listed()).isEmpty();
    assertThat(withdrawn()).containsExactly(taken);

    assertThat(storage().restore(taken)).isTrue();
    assertThat(read(KEY, 0)).isEqualTo(bytes("one"));
    assertThat(listed()).containsExactly(KEY);
    assertThat(withdrawn()).isEmpty();
    assertThat(storage().restore(taken)).as("only once").isFalse();
    storage().discard(taken);
    assertThat(read(KEY, 0)).isEqualTo(bytes("one"));
  }

  @Test
  default void what_was_withdrawn_is_removed_though_the_same_was_published_again()
      throws IOException {
    publish("one", KEY);
    WithdrawnAsset first = storage().withdraw(KEY).orElseThrow();
    publish("one", KEY);
    WithdrawnAsset second = storage().withdraw(KEY).orElseThrow();
    publish("one", KEY);
    assertThat(withdrawn()).containsExactlyInAnyOrder(first, second);

    storage().discard(first);
    storage().discard(first);
    assertThat(withdrawn()).containsExactly(second);
    assertThat(read(KEY, 0)).isEqualTo(bytes("one"));
  }

  private List<WithdrawnAsset> withdrawn() throws IOException {
    try (Stream<WithdrawnAsset> all = storage().withdrawn()) {
      return all.toList();
    }
  }

  @Test
  default void the_longest_key_can_be_withdrawn_too() throws IOException {
    String segment = "a".repeat(64);
    StorageKey longest =
        new StorageKey(
            segment + "/" + segment + "/" + segment + "/" + "a".repeat(StorageKey.LONGEST - 195));
    publish("long", longest);
    assertThat(storage().restore(storage().withdraw(longest).orElseThrow())).isTrue();
    assertThat(storage().find(longest)).isPresent();
  }

  @Test
  default void the_list_has_every_key_with_its_size_and_no_staging_file() throws IOException {
    publish("one", KEY);
    publish("three", OTHER);
    publish("at the top", new StorageKey("top"));
    try (StagingFile half = storage().stage();
        Stream<StorageEntry> all = storage().list("")) {
      Files.writeString(half.path(), "half");
      assertThat(all)
          .allSatisfy(entry -> assertThat(entry).isInstanceOf(StoredAsset.class))
          .map(StoredAsset.class::cast)
          .extracting(asset -> asset.key() + " " + asset.sizeBytes())
          .containsExactlyInAnyOrder(KEY + " 3", OTHER + " 5", "top 10");
    }
  }

  @Test
  default void the_list_may_be_of_what_begins_alike() throws IOException {
    StorageKey neighbour = new StorageKey("acme-two/spring-26/texture/0123.png");
    publish("one", KEY);
    publish("two", OTHER);
    publish("three", neighbour);
    assertThat(listed("acme/")).containsExactlyInAnyOrder(KEY, OTHER);
    assertThat(listed("acme/spring-26/texture/")).containsExactly(KEY);
    assertThat(listed("acme-two/")).containsExactly(neighbour);
    assertThat(listed("nobody/")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> listed("acm"));
  }

  @Test
  default void who_lists_finds_what_stays_whatever_comes_and_goes_meanwhile() throws Exception {
    publish("stays", KEY);
    try (ExecutorService others = Executors.newSingleThreadExecutor()) {
      Callable<Void> coming =
          () -> {
            for (int i = 0; i < 100; i++) {
              StorageKey key = new StorageKey("acme/run-" + i + "/audio/0.wav");
              publish("goes", key);
              storage().discard(storage().withdraw(key).orElseThrow());
            }
            return null;
          };
      Future<Void> came = others.submit(coming);
      do {
        assertThat(listed()).contains(KEY);
      } while (!came.isDone());
      came.get();
    }
    assertThat(listed()).containsExactly(KEY);
  }

  @Test
  default void a_file_may_be_brought_to_the_disk_before_it_is_published() throws IOException {
    try (StagingFile file = storage().stage()) {
      Files.writeString(file.path(), "early");
      file.sync();
      file.sync();
      assertThat(storage().find(KEY)).isEmpty();
      storage().publish(file, KEY);
    }
    assertThat(read(KEY, 0)).isEqualTo(bytes("early"));
  }

  @Test
  default void a_file_whose_bytes_failed_to_reach_the_disk_is_never_published() throws IOException {
    try (StagingFile file = storage().stage()) {
      Files.writeString(file.path(), "doubtful");
      file.doubt(new IOException("Input/output error"));
      assertThat(file.doubtful()).isTrue();
      assertThatIOException()
          .isThrownBy(() -> storage().publish(file, KEY))
          .withMessage("Input/output error");
    }
    assertThat(storage().find(KEY)).isEmpty();
  }

  private void publish(String text, StorageKey key) throws IOException {
    publish(bytes(text), key);
  }

  private void publish(byte[] bytes, StorageKey key) throws IOException {
    try (StagingFile file = storage().stage()) {
      Files.write(file.path(), bytes);
      storage().publish(file, key);
    }
  }

  private byte[] read(StorageKey key, long offset) throws IOException {
    try (InputStream bytes = storage().read(key, offset)) {
      return bytes.readAllBytes();
    }
  }

  private List<StorageKey> listed() throws IOException {
    return listed("");
  }

  private List<StorageKey> listed(String prefix) throws IOException {
    try (Stream<StorageEntry> all = storage().list(prefix)) {
      return all.map(entry -> ((StoredAsset) entry).key()).toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
