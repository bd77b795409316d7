package io.atelier.provider.procedural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.EnvironmentMap;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.ResultWriter;
import io.atelier.provider.TemporaryWorkspace;
import io.atelier.provider.Workspace;
import io.atelier.provider.WorkspaceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Memory stays bounded: one map of 4096 pixels at a time. */
@Timeout(60)
class EaselTest {
  private static final Texture LARGE = Texture.of("gold", Texture.MAX_SIZE, true);
  private static final Texture SMALL = Texture.of("gold", Texture.MIN_SIZE, true);

  private final Easel easel = new Easel();

  /** Where the first that comes stays until it is told to go, and has no room for it then. */
  private static final class Held implements Workspace {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public Path newFile() {
      begun.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      throw new WorkspaceException(new IOException("No space left on device"));
    }

    @Override
    public ResultWriter newWriter() {
      throw new AssertionError();
    }

    @Override
    public Optional<Path> reference() {
      return Optional.empty();
    }
  }

  @Test
  void a_large_picture_waits_for_another_and_a_small_one_does_not(@TempDir Path directory)
      throws Exception {
    Held first = new Held();
    Held second = new Held();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> one = threads.submit(() -> easel.make(LARGE, first));
      first.begun.await();
      Future<?> other = threads.submit(() -> easel.make(map(), second));
      assertThat(easel.make(SMALL, new TemporaryWorkspace(directory))).hasSize(1);
      assertThat(second.begun.getCount()).isEqualTo(1);
      first.goOn.countDown();
      assertThatThrownBy(one::get).hasRootCauseMessage("No space left on device");
      second.begun.await();
      second.goOn.countDown();
      assertThatThrownBy(other::get).hasRootCauseMessage("No space left on device");
    }
  }

  @Test
  void who_waits_can_be_interrupted() throws Exception {
    Held first = new Held();
    try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
      Future<?> one = threads.submit(() -> easel.make(LARGE, first));
      first.begun.await();
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> easel.make(LARGE, new Held()))
          .isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
      first.goOn.countDown();
      assertThatThrownBy(one::get).hasRootCauseMessage("No space left on device");
    }
  }

  private static GenerationRequest map() {
    return new EnvironmentMap("sky", null, EnvironmentMap.MAX_WIDTH);
  }
}
