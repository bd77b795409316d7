package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.storage.InMemoryStorage;
import io.atelier.storage.StorageFailure;
import io.atelier.storage.StoreState;
import io.atelier.storage.WithdrawnAsset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep does about a store that takes no files away. */
class DeletionsTest {
  private static final List<Content.Key> REMOVED =
      IntStream.range(0, 5).mapToObj(i -> new Content.Key("acme", "" + i)).toList();

  @TempDir Path directory;

  @Test
  void a_store_that_cannot_be_written_is_tried_once_and_not_for_every_file() {
    assertThat(triedBySweep(state("Read-only file system"))).hasSize(1);
  }

  @Test
  void a_store_that_is_full_is_tried_for_every_file() {
    assertThat(triedBySweep(state("No space left on device"))).isEqualTo(REMOVED);
  }

  @Test
  void one_file_that_cannot_be_taken_away_does_not_stand_before_the_rest() {
    assertThat(triedBySweep(state(null))).isEqualTo(REMOVED);
  }

  @Test
  void what_is_known_to_be_unwritable_is_not_tried_at_all() {
    StoreState state = state("Read-only file system");
    state.look();
    assertThat(triedBySweep(state)).isEmpty();
  }

  private List<Content.Key> triedBySweep(StoreState state) {
    Unremovable contents = new Unremovable(state);
    new Deletions(null, contents, null, new InMemoryStorage(directory), state, Clock.systemUTC())
        .sweep();
    return contents.tried;
  }

  // What a look finds out; null if the store as a whole is as it should be.
  private static StoreState state(String wrong) {
    return new StoreState(
        () -> Optional.ofNullable(wrong).map(IOException::new).map(StorageFailure::of),
        Runnable::run,
        () -> 0);
  }

  /** Contents none of whose files can be taken away. */
  private static final class Unremovable extends RemovedContents {
    private final List<Content.Key> tried = new ArrayList<>();
    private final StoreState state;

    Unremovable(StoreState state) {
      super(null, null, null, null);
      this.state = state;
    }

    @Override
    List<Content.Key> after(Content.Key last) {
      return last.tenant().isEmpty() ? REMOVED : List.of();
    }

    @Override
    Optional<WithdrawnAsset> withdraw(Content.Key key) throws IOException {
      tried.add(key);
      state.writeFailed(); // as every failed write does
      throw new IOException("Input/output error");
    }
  }
}
