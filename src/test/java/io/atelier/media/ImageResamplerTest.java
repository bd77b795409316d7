package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.media.ImageResampler.Edges;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageResamplerTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 300", "300, 7", "64, 64", "100, 99", "513, 512"})
  void a_picture_of_one_colour_stays_so_at_any_size(int width, int height) {
    BufferedImage result =
        ImageResampler.stretch(
            Pictures.of(64, 64, (x, y) -> 0x4080c0), width, height, Edges.CLAMPED);
    assertThat(result.getWidth()).isEqualTo(width);
    assertThat(result.getHeight()).isEqualTo(height);
    assertThat(colours(result)).containsOnly(0xff4080c0);
  }

  @Test
  void the_same_size_is_the_same_picture() {
    BufferedImage source = Pictures.of(37, 23, (x, y) -> x * 0x050301 + y * 0x010305);
    BufferedImage result = ImageResampler.stretch(source, 37, 23, Edges.CLAMPED);
    assertThat(colours(result)).isEqualTo(colours(source));
  }

  @Test
  void a_ramp_stays_a_ramp() {
    BufferedImage result =
        ImageResampler.stretch(Pictures.grey(256, 4, (x, y) -> x), 64, 4, Edges.CLAMPED);
    for (int x = 4; x < 60; x++) {
      assertThat(result.getRGB(x, 2) & 0xff).isBetween(4 * x + 1, 4 * x + 2);
    }
  }

  // at an eighth of the size, single pixels would be hit or missed
  @Test
  void a_fine_pattern_becomes_its_mean_when_it_shrinks() {
    BufferedImage board = Pictures.grey(512, 512, (x, y) -> 255 * (x + y & 1));
    for (int argb : colours(ImageResampler.stretch(board, 64, 64, Edges.TILED))) {
      assertThat(argb & 0xff).isBetween(125, 130);
    }
  }

  @Test
  void an_edge_is_as_sharp_as_the_new_size_allows() {
    BufferedImage half = Pictures.grey(100, 4, (x, y) -> x < 50 ? 40 : 200);
    BufferedImage result = ImageResampler.stretch(half, 400, 16, Edges.CLAMPED);
    assertThat(result.getRGB(190, 8) & 0xff).isBetween(25, 55);
    assertThat(result.getRGB(210, 8) & 0xff).isBetween(185, 215);
  }

  @Test
  void what_tiles_still_does_when_its_other_side_lies_beyond_the_border() {
    BufferedImage tile =
        Pictures.grey(100, 100, (x, y) -> (int) (128 + 90 * Math.sin(x * Math.PI / 50)));
    BufferedImage result = ImageResampler.stretch(tile, 700, 700, Edges.TILED);
    assertThat(SeamMetric.of(result).seamless(SeamMetric.LOSSLESS_TOLERANCE)).isTrue();
  }

  @Test
  void what_is_transparent_does_not_bleed() {
    BufferedImage spot = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 64; i++) {
      spot.setRGB(i % 8, i / 8, i % 8 < 4 ? 0xffff0000 : 0x0000ff00);
    }
    for (int argb : colours(ImageResampler.stretch(spot, 33, 33, Edges.CLAMPED))) {
      assertThat(argb >> 8 & 0xff).isZero();
    }
  }

  @Test
  void another_shape_is_cut_from_the_middle() {
    BufferedImage bands =
        Pictures.of(300, 100, (x, y) -> x < 100 ? 0xff0000 : x < 200 ? 0x00ff00 : 0x0000ff);
    assertThat(colours(ImageResampler.cover(bands, 50, 50))).containsOnly(0xff00ff00);
  }

  @Test
  void a_size_of_nothing_is_a_mistake() {
    BufferedImage dot = Pictures.of(1, 1, (x, y) -> 0);
    assertThatThrownBy(() -> ImageResampler.stretch(dot, 0, 5, Edges.CLAMPED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int[] colours(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
