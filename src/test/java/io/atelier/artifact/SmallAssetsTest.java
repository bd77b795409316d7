package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.storage.InMemoryStorage;
import io.atelier.storage.StagingFile;
import io.atelier.storage.StoredAsset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted anywhere ends here within two seconds, though it is in memory. */
class SmallAssetsTest {
  private static final AssetPath PATH =
      AssetPath.parse("acme/r/image/" + "ab".repeat(32) + ".png").orElseThrow();

  @TempDir Path directory;
  private final AtomicLong nanos = new AtomicLong();
  private final SmallAssets small = new SmallAssets();
  private InMemoryStorage storage;

  @BeforeEach
  void aStoreWithAnAsset() throws IOException {
    storage = new InMemoryStorage(directory);
    small.storage = storage;
    small.nanos = nanos::get;
    publish("first");
  }

  @Test
  void what_was_never_kept_is_not_there() {
    assertThat(small.get(PATH)).isEmpty();
  }

  @Test
  void what_was_kept_is_there_with_all_its_bytes_and_from_any_offset() throws IOException {
    small.keep(PATH, stored(), small.now());
    SmallAssets.Entry entry = small.get(PATH).orElseThrow();
    assertThat(entry.asset()).isEqualTo(stored());
    assertThat(entry.from(0).readAllBytes()).asString().isEqualTo("first");
    assertThat(entry.from(3).readAllBytes()).asString().isEqualTo("st");
    assertThat(entry.from(5).readAllBytes()).isEmpty();
  }

  @Test
  void it_is_trusted_for_less_than_two_seconds() throws IOException {
    small.keep(PATH, stored(), small.now());
    nanos.set(Duration.ofMillis(1_400).toNanos());
    assertThat(small.get(PATH)).isPresent();
    nanos.set(Duration.ofMillis(1_900).toNanos());
    assertThat(small.get(PATH)).isEmpty();
  }

  @Test
  void it_is_trusted_from_the_look_on_however_long_reading_it_took() throws IOException {
    long looked = small.now();
    nanos.set(Duration.ofSeconds(2).toNanos());
    small.keep(PATH, stored(), looked);
    assertThat(small.get(PATH)).isEmpty();
  }

  @Test
  void what_was_looked_at_again_and_is_the_same_is_not_read_again() throws IOException {
    SmallAssets.Entry first = small.keep(PATH, stored(), small.now());
    nanos.set(Duration.ofSeconds(10).toNanos());
    SmallAssets.Entry again = small.keep(PATH, stored(), small.now());
    assertThat(again.bytes()).isSameAs(first.bytes());
    assertThat(small.get(PATH)).isPresent();
  }

  @Test
  void what_was_replaced_is_read_again() throws IOException {
    small.keep(PATH, stored(), small.now());
    publish("healed");
    assertThat(small.keep(PATH, stored(), small.now()).bytes()).asString().isEqualTo("healed");
  }

  @Test
  void what_is_gone_or_shorter_between_two_looks_is_not_kept() throws IOException {
    StoredAsset seen = stored();
    publish("cut");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> small.keep(PATH, seen, small.now()));
    storage.withdraw(PATH.key());
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> small.keep(PATH, seen, small.now()));
    assertThat(small.get(PATH)).isEmpty();
  }

  private StoredAsset stored() {
    return storage.find(PATH.key()).orElseThrow();
  }

  private void publish(String text) throws IOException {
    try (StagingFile file = storage.stage()) {
      Files.writeString(file.path(), text);
      storage.publish(file, PATH.key());
    }
  }
}
