package io.atelier.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.InspectedFile;
import io.atelier.media.GlbSample;
import io.atelier.media.HostileModels;
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
  void a_poster_takes_what_its_samples_do_and_triangles_textures_and_documents_on_top()
      throws IOException {
    InspectedFile plain = written(GlbSample.sheet(2));
    InspectedFile fine = written(GlbSample.sheet(300));
    InspectedFile painted = written(HostileModels.pictured(6, 512));
    long samples = 4 * 1024 * 1024 * 25L;
    long textures = 4 * (4 * 1024 * 1024 * 4L / 3); // of one material
    assertThat(Footprint.ofLikenesses(ArtifactType.MODEL_3D, plain))
        .isBetween(samples + textures, samples + textures + MIB);
    assertThat(Footprint.ofLikenesses(ArtifactType.MODEL_3D, fine))
        .isBetween(samples + textures + 40 * MIB, samples + textures + 240 * MIB);
    assertThat(Footprint.ofLikenesses(ArtifactType.MODEL_3D, painted))
        .isBetween(samples + 6 * textures - MIB, samples + 6 * textures + 2 * MIB);
    assertThat(Footprint.ofLikenesses(ArtifactType.AUDIO, plain)).isZero();
  }

  @Test
  void a_model_takes_something_where_it_is_simplified_only() throws IOException {
    InspectedFile few = written(GlbSample.sheet(150));
    InspectedFile model = written(GlbSample.sheet(300));
    assertThat(Footprint.ofFitting(new Model("x", null, null, 50_000), few)).isZero();
    assertThat(Footprint.ofFitting(new Model("x", null, null, 50_000), model))
        .isEqualTo(160 * MIB + 50_000 * 252 + 180_000 * 24);
  }

  private InspectedFile written(byte[] bytes) throws IOException {
    return new DirectoryBench(directory).written(out -> out.write(bytes));
  }
}
