package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.media.FileFormat;
import io.atelier.storage.InMemoryStorage;
import io.atelier.storage.StagingFile;
import io.atelier.storage.StoreState;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
  private static final AssetPath ONE = path("01");
  private static final AssetPath TWO = path("02");

  @TempDir Path directory;
  private final ExecutorService pool = Executors.newSingleThreadExecutor();
  private final Publication publication = new Publication();
  private InMemoryStorage storage;

  @BeforeEach
  void open() {
    storage = new InMemoryStorage(directory);
    StoreState state = new StoreState(Optional::empty, Runnable::run, () -> 0);
    publication.writes = new DurableWrites(storage, new DurableChunks(), state);
    publication.background =
        (ManagedExecutorService)
            Proxy.newProxyInstance(
                ManagedExecutorService.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (self, method, arguments) -> method.invoke(pool, arguments));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void when_it_returns_all_files_are_at_their_places() throws IOException {
    publication.of(List.of(file(ONE), file(TWO)));
    assertThat(storage.find(ONE.key())).isPresent();
    assertThat(storage.find(TWO.key())).isPresent();
  }

  @Test
  void a_store_that_fails_is_told_in_its_own_words() throws IOException {
    List<Publication.File> files = List.of(file(ONE), file(TWO));
    storage.failNextSync(new IOException("Input/output error"));
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> publication.of(files))
        .withMessageContaining("Input/output error");
  }

  @Test
  void a_defect_is_no_failure_of_the_store_whose_words_a_tenant_is_shown() throws IOException {
    List<Publication.File> files = List.of(file(ONE), new Publication.File(null, TWO));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> publication.of(files))
        .withCauseInstanceOf(NullPointerException.class);
  }

  private Publication.File file(AssetPath path) throws IOException {
    StagingFile staged = storage.stage();
    Files.writeString(staged.path(), "x");
    return new Publication.File(
        new InspectedFile(staged, FileFormat.PNG, path.hash(), 1, Map.of()), path);
  }

  private static AssetPath path(String hash) {
    return AssetPath.parse("acme/r/image/" + hash.repeat(32) + ".png").orElseThrow();
  }
}
