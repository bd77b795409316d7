package io.atelier.breakable;

import java.math.BigDecimal;

/** What a task of a kind of media costs, unless its prompt says otherwise; in US dollars. */
final class Price {
  private Price() {}

  static BigDecimal of(String kind) {
    return new BigDecimal(
        switch (kind) {
          case "sfx" -> "0.010000";
          case "image" -> "0.020000";
          case "bgm" -> "0.060000";
          case "model_3d" -> "0.200000";
          case "video" -> "0.500000";
          default -> throw new IllegalArgumentException("no such kind: " + kind);
        });
  }
}
