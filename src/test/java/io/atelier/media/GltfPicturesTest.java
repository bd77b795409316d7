package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures inside of a binary glTF are held against their own structure, as files are. */
class GltfPicturesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"png", "jpeg", "progressive.jpg", "photo.webp", "lossless.webp", "ktx2", "gif"})
  void a_whole_picture_is_one_and_a_cut_one_is_none(String name) throws IOException {
    byte[] picture = sample(name);
    assertThat(model(picture)).isInstanceOf(ProbeResult.Model.class);
    for (int part = 1; part < 8; part++) {
      byte[] cut = Arrays.copyOf(picture, picture.length * part / 8);
      assertThat(model(cut)).as("%d eighths", part).isInstanceOf(ProbeResult.Broken.class);
    }
  }

  // what a download leaves that had its length reserved and broke off
  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "progressive.jpg"})
  void a_picture_whose_end_is_zeros_is_none(String name) throws IOException {
    byte[] picture = sample(name);
    for (int part = 1; part < 8; part++) {
      byte[] hollow =
          Arrays.copyOf(Arrays.copyOf(picture, picture.length * part / 8), picture.length);
      assertThat(model(hollow)).as("%d eighths", part).isInstanceOf(ProbeResult.Broken.class);
    }
  }

  @Test
  void any_changed_bit_of_a_png_is_noticed() throws IOException {
    byte[] png = Samples.png(9, 9);
    for (int at = 0; at < png.length; at++) {
      png[at] ^= 4;
      assertThat(model(png)).as("byte %d", at).isInstanceOf(ProbeResult.Broken.class);
      png[at] ^= 4;
    }
  }

  // glTF 2.0, section 3.6.2.1: views are padded, and some writers count that in
  @Test
  void a_picture_may_end_with_what_puts_the_next_view_on_its_boundary() throws IOException {
    for (String name : List.of("png", "jpeg", "photo.webp", "gif")) {
      byte[] picture = sample(name);
      for (int padding = 1; padding <= 3; padding++) {
        assertThat(model(Arrays.copyOf(picture, picture.length + padding)))
            .as("%s and %d", name, padding)
            .isInstanceOf(ProbeResult.Model.class);
      }
    }
    byte[] png = sample("png");
    assertThat(model(Arrays.copyOf(png, png.length + 4)))
        .isEqualTo(new ProbeResult.Broken("glTF picture: 1 bytes after IEND"));
  }

  @Test
  void a_picture_that_would_burst_is_none() throws IOException {
    byte[] bomb =
        Samples.pngOf(
            "IHDR", Samples.ihdr(60_000, 60_000, 8, 6), "IDAT", new byte[99], "IEND", new byte[0]);
    assertThat(model(bomb))
        .isEqualTo(
            new ProbeResult.Broken("glTF picture: PNG of 60000 x 60000 pixels is over the limit"));
  }

  @Test
  void a_sound_a_film_or_a_model_is_no_picture() throws IOException {
    for (byte[] other :
        List.of(
            Samples.wav(50),
            sample("clip.mp4"),
            sample("model.glb"),
            FormatSamples.utf8("<html>"))) {
      assertThat(model(other)).isEqualTo(new ProbeResult.Broken("glTF picture that is none"));
    }
  }

  // EXT_meshopt_compression and KHR_draco_mesh_compression pack geometry, not pictures
  @Test
  void a_picture_beside_packed_geometry_is_looked_at_too() throws IOException {
    String packed = ",'extensionsRequired':['EXT_meshopt_compression']";
    byte[] png = Samples.png(9, 9);
    assertThat(model(png, packed)).isInstanceOf(ProbeResult.Model.class);
    assertThat(model(Arrays.copyOf(png, 60), packed)).isInstanceOf(ProbeResult.Broken.class);
  }

  private ProbeResult model(byte[] picture) throws IOException {
    return model(picture, "");
  }

  private ProbeResult model(byte[] picture, String members) throws IOException {
    String json =
        ("{'asset':{'version':'2.0'},'images':[{'bufferView':0}],"
                + "'bufferViews':[{'buffer':0,'byteLength':%d}],'buffers':[{'byteLength':%d}]%s}")
            .formatted(picture.length, picture.length, members);
    return FormatSamples.probe(directory, GlbSample.of(json.replace('\'', '"'), picture));
  }

  private static byte[] sample(String name) throws IOException {
    return FormatSamples.all().stream()
        .filter(sample -> sample.name().equals(name))
        .findFirst()
        .orElseThrow()
        .bytes();
  }
}
