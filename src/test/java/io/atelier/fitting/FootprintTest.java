package io.atelier.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.InspectedFile;
import io.atelier.media.GlbSample;
import io.atelier.media.Samples;
import io.atelier.provider.GenerationRequest.Image;
import io.atelier.provider.GenerationRequest.Model;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What work on a file takes follows from what the file says of itself, and from what was asked. */
class FootprintTest {
  private static final long MIB = 1 << 20;

  @TempDir Path directory;

  @Test
  void pictures_take_twelve_bytes_for_a_pixel_that_came_and_one_that_was_asked_for()
      throws IOException {
    InspectedFile picture = written(Samples.png(100, 30));
    assertThat(Footprint.ofFitting(new Image("x", null, 1024, 512, null), picture))
        .isEqualTo(12 * (100 * 30 + 1024 * 512));
    assertThat(Footprint.ofLikenesses(ArtifactType.IMAGE, picture)).isEqualTo(12 * 100 * 30);
    // which the probe reads no pixel of
    InspectedFile vast =
        written(
            Samples.pngOf(
                "IHDR",
                Samples.ihdr(16_000, 16_000, 8, 6),
                "IDAT",
                new byte[9],
                "IEND",
                new byte[0]));
    assertThat(Footprint.ofLikenesses(ArtifactType.IMAGE, vast)).isEqualTo(12L * 16_000 * 16_000);
  }

  @Test
  void models_take_as_much_as_their_poster_and_sounds_have_none() throws IOException {
    InspectedFile model = written(GlbSample.sheet(2));
    assertThat(Footprint.ofFitting(new Model("x", null, null, 1_000), model)).isEqualTo(160 * MIB);
    assertThat(Footprint.ofLikenesses(ArtifactType.MODEL_3D, model)).isEqualTo(160 * MIB);
    assertThat(Footprint.ofLikenesses(ArtifactType.AUDIO, model)).isZero();
  }

  private InspectedFile written(byte[] bytes) throws IOException {
    return new DirectoryBench(directory).written(out -> out.write(bytes));
  }
}
