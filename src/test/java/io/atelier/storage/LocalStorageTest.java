package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void a_file_that_is_nobodys_asset_is_not_listed() throws IOException {
    publish("bytes", KEY);
    Files.writeString(base.resolve("acme/.hidden"), "");
    Files.writeString(base.resolve("acme/notes.txt~"), "");
    Files.writeString(base.resolve("acme/two.dots.png"), "");
    assertThat(listed()).containsExactly(KEY.value());
  }

  @Test
  void a_link_in_an_assets_place_is_not_followed() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "secret");
    Path place = base.resolve(KEY.value());
    Files.createDirectories(place.getParent());
    Files.createSymbolicLink(place, secret);
    assertThat(storage.find(KEY)).isEmpty();
    assertThat(listed()).isEmpty();
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

  private void publish(String text, StorageKey key) throws IOException {
    try (StagingFile file = storage.stage()) {
      Files.writeString(file.path(), text);
      storage.publish(file, key);
    }
  }

  private List<String> listed() throws IOException {
    try (Stream<StoredAsset> all = storage.list()) {
      return all.map(asset -> asset.key().value()).toList();
    }
  }
}
