package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.Prompt;

/** The figures that are struck on coins and printed on cards, as distances to their outlines. */
enum Emblem {
  STAR {
    @Override
    float distance(float x, float y) {
      return polygonStar(x, y, 5, 0.42f);
    }
  },
  SUN {
    @Override
    float distance(float x, float y) {
      return polygonStar(x, y, 12, 0.68f);
    }
  },
  HEART {
    @Override
    float distance(float x, float y) {
      float px = Math.abs(x);
      float py = y * 0.95f + 0.55f;
      // Quilez, "2D distance functions": two circles and a corner.
      if (px + py > 1) {
        return length(px - 0.25f, py - 0.75f) - 0.35355f;
      }
      float k = 0.5f * Math.max(px + py, 0);
      return (float) Math.sqrt(Math.min(dot(px, py - 1), dot(px - k, py - k)))
          * Math.signum(px - py);
    }
  },
  DIAMOND {
    @Override
    float distance(float x, float y) {
      return (Math.abs(x) * 1.35f + Math.abs(y) - 0.78f) * 0.6f;
    }
  },
  SPADE {
    @Override
    float distance(float x, float y) {
      float leaf = HEART.distance(x * 1.05f, -(y - 0.08f) * 1.05f);
      float stem =
          Math.max(
              Math.abs(x) - 0.05f - 0.22f * Math.max(0, -0.35f - y), Math.abs(y + 0.42f) - 0.3f);
      return Math.min(leaf, stem);
    }
  },
  CLUB {
    @Override
    float distance(float x, float y) {
      float leaves =
          Math.min(length(x, y - 0.3f) - 0.27f, length(Math.abs(x) - 0.32f, y + 0.1f) - 0.27f);
      float stem =
          Math.max(
              Math.abs(x) - 0.05f - 0.22f * Math.max(0, -0.35f - y), Math.abs(y + 0.35f) - 0.36f);
      return Math.min(leaves, stem);
    }
  },
  CROWN {
    @Override
    float distance(float x, float y) {
      float px = Math.abs(x);
      float teeth = -0.08f + 0.55f * Math.abs(px / 0.3f - 1);
      float body = Math.max(Math.max(px - 0.54f - 0.12f * y, (y - teeth) * 0.5f), -y - 0.42f);
      float band = 0.035f - Math.abs(y + 0.24f);
      return Math.max(body, band);
    }
  };

  /** Below 0 inside; the figure is about one unit wide and high around the origin. */
  abstract float distance(float x, float y);

  static Emblem of(Prompt prompt) {
    if (prompt.says("heart love valentine")) {
      return HEART;
    }
    if (prompt.says("crown king queen royal royalty vip")) {
      return CROWN;
    }
    if (prompt.says("clover lucky irish")) {
      return CLUB;
    }
    if (prompt.says("sun summer solar")) {
      return SUN;
    }
    if (prompt.says("star stars superstar medal trophy winner champion")) {
      return STAR;
    }
    Emblem[] any = {STAR, CROWN, SUN, DIAMOND, SPADE};
    return any[prompt.random("emblem").between(0, any.length - 1)];
  }

  private static float polygonStar(float x, float y, int points, float waist) {
    float turns = (float) (StrictMath.atan2(x, y) / (2 * Math.PI)) * points;
    float within = Math.abs(turns - (float) Math.floor(turns + 0.5f)) * 2;
    float r = length(x, y);
    float angle = (float) (Math.PI / points) * within;
    // The edge runs from a tip at angle 0 to a waist at half a sector.
    float half = (float) (Math.PI / points);
    float tip = 0.66f;
    float wx = tip * waist * (float) StrictMath.cos(half);
    float wy = tip * waist * (float) StrictMath.sin(half);
    float px = r * (float) StrictMath.cos(angle);
    float py = r * (float) StrictMath.sin(angle);
    float ex = wx - tip;
    float length = length(ex, wy);
    return ((px - tip) * wy - py * ex) / length;
  }

  private static float length(float x, float y) {
    return (float) Math.sqrt(x * x + y * y);
  }

  private static float dot(float x, float y) {
    return x * x + y * y;
  }
}
