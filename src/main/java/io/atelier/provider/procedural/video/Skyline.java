package io.atelier.provider.procedural.video;

import java.util.ArrayList;
import java.util.List;

/** A row of houses: their outline as a {@link Ridge} and what is lit in it. */
final class Skyline {
  private record House(float x, float width, float top, float spire) {}

  private final List<House> houses = new ArrayList<>();
  private final float base;

  /**
   * Houses from one side to the other.
   *
   * @param base where they stand, in picture heights; tall how high the highest is
   */
  Skyline(Setting setting, float base, float tall, float wide) {
    this.base = base;
    float x = -0.3f;
    while (x < setting.aspect() + 0.3f) {
      float width = wide * setting.between(0.6f, 1.5f);
      float height = tall * setting.between(0.3f, 1) * setting.between(0.6f, 1);
      float spire = setting.random().chance(0.25f) ? setting.between(0.02f, 0.07f) : 0;
      houses.add(new House(x, width, base - height, spire));
      x += width + (setting.random().chance(0.3f) ? wide * 0.2f : 0);
    }
  }

  Ridge ridge(Setting setting, Colour high, Colour low, float shift) {
    return Ridge.of(
        setting,
        at -> {
          float top = base;
          for (House house : houses) {
            float in = at - house.x;
            if (in >= 0 && in < house.width) {
              boolean mast = Math.abs(in - house.width / 2) < 0.0025f;
              top = Math.min(top, house.top - (mast ? house.spire : 0));
            }
          }
          return top;
        },
        high,
        low,
        shift);
  }

  /** Panes of a size in some of the rooms, and a few signs. */
  Windows windows(Setting setting, float size, float share, List<Colour> colours, float shift) {
    Windows windows = new Windows(shift, setting.beat());
    for (House house : houses) {
      int columns = (int) (house.width / (size * 2.2f));
      int floors = (int) ((base - house.top) / (size * 2.6f));
      float pitch = house.width / Math.max(1, columns);
      for (int i = 0; i < columns * floors; i++) {
        if (setting.random().chance(share)) {
          windows.add(
              house.x + pitch * (i % columns + 0.28f),
              house.top + size * (1 + 2.6f * (i / columns)),
              pitch * 0.45f,
              size * 1.3f,
              colours.get(setting.random().between(0, 1)).times(setting.between(0.45f, 1)),
              0,
              0);
        }
      }
      if (setting.random().chance(0.3f) && house.width > size * 5) {
        sign(setting, windows, house, size, colours);
      }
    }
    return windows;
  }

  private static void sign(
      Setting setting, Windows windows, House house, float size, List<Colour> colours) {
    boolean upright = setting.random().chance(0.5f);
    windows.add(
        house.x + house.width * (upright ? 0.7f : 0.15f),
        house.top + size * 3,
        upright ? size * 1.2f : house.width * 0.7f,
        upright ? size * 11 : size * 1.6f,
        colours.get(setting.random().between(2, colours.size() - 1)),
        setting.beat().times(setting.between(0.3f, 0.9f)),
        setting.random().unit());
  }
}
