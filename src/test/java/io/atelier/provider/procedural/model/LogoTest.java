package io.atelier.provider.procedural.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.prompt.Prompt;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FR-013, US4.2: a brand's logo becomes a model that is recognised as it. */
class LogoTest {
  private static final Color CLEAR = new Color(0, true);

  @ParameterizedTest
  @ValueSource(ints = {100, 300, 2_000, 50_000})
  void a_logo_with_a_hole_keeps_its_hole(int budget) {
    Solid ring = solid(logo(400, 400, CLEAR, true), budget);
    assertThat(ring.eulerCharacteristic()).isZero();
    assertThat(ring.openEdges()).isZero();
    assertThat(ring.triangles().size()).isLessThanOrEqualTo(budget);
    assertThat(solid(logo(400, 400, CLEAR, false), budget).eulerCharacteristic()).isEqualTo(2);
  }

  @Test
  void it_has_the_area_of_its_picture() {
    Solid disc = solid(logo(400, 400, CLEAR, false), 50_000);
    Solid ring = solid(logo(400, 400, CLEAR, true), 50_000);
    // Radii of 160 and 80 pixels: the hole takes a quarter.
    assertThat(ring.volume() / disc.volume()).isCloseTo(0.75, Percentage.withPercentage(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {0xffffff, 0x000000, 0x2040a0})
  void without_alpha_the_corners_are_its_ground(int ground) {
    Solid ring = solid(logo(500, 300, new Color(ground), true), 20_000);
    assertThat(ring.eulerCharacteristic()).isZero();
  }

  @Test
  void pieces_stay_apart() {
    BufferedImage picture = new BufferedImage(300, 100, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.RED);
    for (int i = 0; i < 3; i++) {
      pen.fillRect(20 + 100 * i, 20, 60, 60);
    }
    assertThat(solid(picture, 50_000).eulerCharacteristic()).isEqualTo(6);
  }

  @Test
  void a_photograph_has_no_mask() {
    BufferedImage photo = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 320 * 240; i++) {
      int x = i % 320;
      int y = i / 320;
      photo.setRGB(x, y, Color.HSBtoRGB(x / 400f, 0.7f, 0.2f + y / 300f));
    }
    assertThat(LogoMask.of(photo)).isEmpty();
  }

  @Test
  void what_is_all_ground_has_no_mask() {
    assertThat(LogoMask.of(new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB))).isEmpty();
    assertThat(LogoMask.of(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB))).isEmpty();
    assertThat(LogoMask.of(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 50_000})
  void a_thousand_specks_still_fit_the_budget(int budget) {
    BufferedImage picture = new BufferedImage(256, 256, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 1_024; i++) {
      for (int k = 0; k < 16; k++) {
        picture.setRGB(i % 32 * 8 + k % 4, i / 32 * 8 + k / 4, 0xff00ff00);
      }
    }
    assertThat(solid(picture, budget).triangles()).hasSizeBetween(12, budget);
  }

  // 784 shells, each with a hole of its own
  @Test
  void as_many_rings_as_fit_keep_their_holes() {
    BufferedImage picture = new BufferedImage(256, 256, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 784; i++) {
      for (int k = 0; k < 49; k++) {
        boolean hole = k % 7 > 1 && k % 7 < 5 && k / 7 > 1 && k / 7 < 5;
        picture.setRGB(i % 28 * 9 + 2 + k % 7, i / 28 * 9 + 2 + k / 7, hole ? 0 : 0xff00ff00);
      }
    }
    LogoShape shape = LogoShape.of(LogoMask.of(picture).orElseThrow());
    assertThat(shape.rings(0.3, 0)).hasSize(400).allMatch(rings -> rings.size() == 2);
  }

  private static BufferedImage logo(int width, int height, Color ground, boolean hole) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setComposite(AlphaComposite.Src);
    pen.setColor(ground);
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.ORANGE);
    double r = 0.4 * Math.min(width, height);
    pen.fill(circle(width, height, r));
    if (hole) {
      pen.setColor(ground);
      pen.fill(circle(width, height, r / 2));
    }
    pen.dispose();
    return picture;
  }

  private static Ellipse2D circle(int width, int height, double r) {
    return new Ellipse2D.Double(width / 2.0 - r, height / 2.0 - r, 2 * r, 2 * r);
  }

  private static Solid solid(BufferedImage picture, int budget) {
    Optional<LogoMask> mask = LogoMask.of(picture);
    Workshop shop = new Workshop(Prompt.of("gold"));
    Model model = Logo.of(mask.orElseThrow(), picture, shop, budget).normalised();
    return Solid.of(model.parts().get(0));
  }
}
