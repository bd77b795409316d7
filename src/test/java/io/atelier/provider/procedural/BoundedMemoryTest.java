package io.atelier.provider.procedural;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.EnvironmentMap;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.TemporaryWorkspace;
import io.atelier.provider.TextureMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Memory stays bounded: whatever is asked for at once, a heap that holds one large map does. */
class BoundedMemoryTest {
  /** Holds one map of 4096 pixels a side while it is packed, and by far not two. */
  private static final String HEAP = "-Xmx192m";

  /** The hardest to pack: fine noise in all three channels. */
  private static final Texture TEXTURE =
      new Texture("mossy stone", null, Texture.MAX_SIZE, true, List.of(TextureMap.NORMAL));

  private static final EnvironmentMap SKY =
      new EnvironmentMap("sunset", null, EnvironmentMap.MAX_WIDTH);

  /** A server's heap, in which three threads are asked for the largest there is. */
  static final class SmallServer {
    private SmallServer() {}

    public static void main(String[] directory) throws InterruptedException {
      Easel easel = new Easel();
      Path where = Path.of(directory[0]);
      List<Thread> threads =
          Stream.of(TEXTURE, SKY, TEXTURE)
              .map(request -> Thread.ofPlatform().start(() -> make(easel, request, where)))
              .toList();
      for (Thread thread : threads) {
        thread.join();
      }
    }

    private static void make(Easel easel, GenerationRequest request, Path directory) {
      try {
        easel.make(request, new TemporaryWorkspace(directory));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  @Timeout(300)
  void three_large_maps_at_once_are_made_in_a_heap_that_holds_one(@TempDir Path directory)
      throws Exception {
    Process server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                HEAP,
                "-cp",
                where(Easel.class) + ":" + where(SmallServer.class),
                SmallServer.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(new String(server.getInputStream().readAllBytes())).isEmpty();
      assertThat(server.waitFor()).isZero();
    } finally {
      server.destroyForcibly();
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.toList())
          .hasSize(3)
          .allSatisfy(
              file -> assertThat(MediaProbe.probe(file)).isInstanceOf(ProbeResult.Image.class));
    }
  }

  private static Path where(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
