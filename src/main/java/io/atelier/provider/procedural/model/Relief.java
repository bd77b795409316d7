package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Extrusion;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.Sheet;
import io.atelier.provider.procedural.model.mesh.Vec2;
import io.atelier.provider.procedural.model.mesh.Vec3;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A picture as a framed plate whose bright places stand out: for whatever is no logo. */
final class Relief {
  private static final double DEPTH = 0.075;
  private static final double THICKNESS = 0.06;
  private static final double FINE = 0.006;
  private static final int FORM = 96;
  private static final double NARROWEST = 0.2;

  private final double width;
  private final double height;
  private final double[] form;
  private final Finish face;
  private final Finish frame;

  private Relief(BufferedImage picture, Workshop shop) {
    double longer = Math.max(picture.getWidth(), picture.getHeight());
    width = Math.max(NARROWEST, picture.getWidth() / longer);
    height = Math.max(NARROWEST, picture.getHeight() / longer);
    BufferedImage opaque = onGround(picture, shop.colour(2));
    form = form(opaque);
    face = shop.picture("relief", opaque, FINE);
    frame = shop.says("wood wooden") ? shop.wood() : shop.metal();
  }

  static Model of(BufferedImage picture, Workshop shop, int maxTriangles) {
    return Detail.finest(new Relief(picture, shop)::build, maxTriangles);
  }

  private Model build(Detail detail) {
    Model model = new Model("relief");
    Model.Part part = model.part("relief");
    double across = Math.sqrt(width / height);
    int columns = Math.max(2, (int) Math.round(detail.of(3, 155) * across));
    int rows = Math.max(2, (int) Math.round(detail.of(3, 155) / across));
    Mesh front = Sheet.front(this::surface, columns, rows);
    front.pictured(-width / 2, -height / 2, width, height);
    part.add(face, front);
    part.add(frame, behind(columns, rows));
    if (detail.shows(0.004)) {
      part.add(frame, frame(detail));
    }
    return model;
  }

  private Vec3 surface(double u, double v) {
    return new Vec3(
        (u - 0.5) * width,
        (0.5 - v) * height,
        THICKNESS / 2 + DEPTH * rise(u) * rise(v) * at(u, v));
  }

  /** Flat at the border, where the frame holds it. */
  private static double rise(double t) {
    double x = Math.min(1, 16 * Math.min(t, 1 - t));
    return x * x * (3 - 2 * x);
  }

  /** The rim of the plate, and a flat back of triangles about its middle. */
  private Mesh behind(int columns, int rows) {
    List<Vec3> border = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      border.add(surface((double) i / columns, 1));
    }
    for (int j = rows; j > 0; j--) {
      border.add(surface(1, (double) j / rows));
    }
    for (int i = columns; i > 0; i--) {
      border.add(surface((double) i / columns, 0));
    }
    for (int j = 0; j < rows; j++) {
      border.add(surface(0, (double) j / rows));
    }
    Mesh mesh = new Mesh();
    Vec3 middle = new Vec3(0, 0, -THICKNESS / 2);
    for (int i = 0; i < border.size(); i++) {
      Vec3 a = border.get(i);
      Vec3 b = border.get((i + 1) % border.size());
      Vec3 aBack = new Vec3(a.x(), a.y(), -THICKNESS / 2);
      Vec3 bBack = new Vec3(b.x(), b.y(), -THICKNESS / 2);
      mesh.facet(aBack, bBack, b, a);
      mesh.facet(bBack, aBack, middle);
    }
    return mesh;
  }

  private Mesh frame(Detail detail) {
    double wide = 0.07;
    int round = detail.bevel() > 1 ? 3 : 1;
    List<Vec2> outer = Outline.card(width + 2 * wide, height + 2 * wide, 0.012, round);
    List<Vec2> hole = new ArrayList<>(Outline.card(width - 0.01, height - 0.01, 0.004, 1));
    Collections.reverse(hole);
    Extrusion.Edge edge = new Extrusion.Edge(0.2, 0.018, detail.bevel());
    return Extrusion.pierced(List.of(outer, hole), edge).whole().moved(Affine.move(0, 0, 0.03));
  }

  private static BufferedImage onGround(BufferedImage picture, int rgb) {
    BufferedImage opaque =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = opaque.createGraphics();
    pen.setColor(new Color(rgb));
    pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    pen.drawImage(picture, 0, 0, null);
    pen.dispose();
    return opaque;
  }

  /** The picture's broad lights and darks, 0 to 1, the darkest 0 and the brightest 1. */
  private static double[] form(BufferedImage picture) {
    BufferedImage small = ReferenceImage.scaled(picture, FORM, FORM);
    double[] light = new double[FORM * FORM];
    for (int i = 0; i < light.length; i++) {
      int rgb = small.getRGB(i % FORM, i / FORM);
      light[i] = (0.3 * (rgb >> 16 & 255) + 0.59 * (rgb >> 8 & 255) + 0.11 * (rgb & 255)) / 255;
    }
    double[] soft = light;
    for (int pass = 0; pass < 2; pass++) {
      soft = softened(soft);
    }
    double least = 1;
    double most = 0;
    for (double value : soft) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    double range = Math.max(0.05, most - least);
    for (int i = 0; i < soft.length; i++) {
      soft[i] = (soft[i] - least) / range;
    }
    return soft;
  }

  private static double[] softened(double[] values) {
    double[] soft = new double[values.length];
    for (int y = 0; y < FORM; y++) {
      for (int x = 0; x < FORM; x++) {
        double sum = 0;
        for (int k = 0; k < 9; k++) {
          sum += values[clamped(y + k / 3 - 1) * FORM + clamped(x + k % 3 - 1)];
        }
        soft[y * FORM + x] = sum / 9;
      }
    }
    return soft;
  }

  private double at(double u, double v) {
    double x = u * FORM - 0.5;
    double y = v * FORM - 0.5;
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    double fx = x - x0;
    double fy = y - y0;
    double above = mix(cell(x0, y0), cell(x0 + 1, y0), fx);
    double below = mix(cell(x0, y0 + 1), cell(x0 + 1, y0 + 1), fx);
    return mix(above, below, fy);
  }

  private double cell(int x, int y) {
    return form[clamped(y) * FORM + clamped(x)];
  }

  private static int clamped(int i) {
    return Math.max(0, Math.min(FORM - 1, i));
  }

  private static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }
}
