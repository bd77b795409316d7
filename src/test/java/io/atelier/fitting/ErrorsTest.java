package io.atelier.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.InspectedFile;
import io.atelier.artifact.StorageException;
import io.atelier.media.GlbSample;
import io.atelier.media.Samples;
import io.atelier.provider.GenerationRequest.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Issue 6: what was made is worth more than its change or a picture of it, whatever they meet. */
class ErrorsTest {
  @TempDir Path directory;

  static Stream<Throwable> errors() {
    return Stream.of(
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError(),
        new InternalError("a fault occurred in an unsafe memory access operation"),
        new NoClassDefFoundError("sun/awt/image/ByteInterleavedRaster"),
        new UnsatisfiedLinkError("no javajpeg"),
        new IllegalStateException("nobody thought of it"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void a_poster_that_meets_one_is_none(Throwable error) throws IOException {
    assertThat(Likenesses.of(ArtifactType.MODEL_3D, file(GlbSample.sheet(2)), meeting(error)))
        .isEmpty();
    assertThat(Likenesses.of(ArtifactType.IMAGE, file(Samples.png(9, 9)), meeting(error)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void a_result_whose_change_meets_one_is_kept_as_it_came(Throwable error) throws IOException {
    InspectedFile came = file(Samples.png(600, 600));
    Fitted fitted = Fitting.fit(new Image("x", null, 512, 512, null), came, meeting(error));
    assertThat(fitted.file()).isSameAs(came);
    assertThat(fitted.flags()).containsExactly(Flag.NOT_FITTED);
  }

  @Test
  void a_store_that_fails_is_still_no_fault_of_the_file() throws IOException {
    InspectedFile came = file(Samples.png(600, 600));
    Bench full = meeting(StorageException.of(new IOException("No space left on device")));
    assertThatThrownBy(() -> Fitting.fit(new Image("x", null, 512, 512, null), came, full))
        .isInstanceOf(StorageException.class);
  }

  private InspectedFile file(byte[] bytes) throws IOException {
    return new DirectoryBench(directory).written(out -> out.write(bytes));
  }

  private static Bench meeting(Throwable error) {
    return new Bench() {
      @Override
      public InspectedFile written(Writing writing) {
        return thrown(error);
      }

      @Override
      public InspectedFile made(Making making) {
        return thrown(error);
      }
    };
  }

  @SuppressWarnings("unchecked") // as a compiler that knows no checked exceptions
  private static <T extends Throwable> InspectedFile thrown(Throwable error) throws T {
    throw (T) error;
  }
}
