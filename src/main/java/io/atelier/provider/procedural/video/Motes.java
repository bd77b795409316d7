package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Sine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lights that come, drift a little and go: dust in a beam, fireflies, stars, light out of focus.
 */
final class Motes implements Layer {
  private final List<Mote> motes = new ArrayList<>();
  private final Look look;

  /**
   * How they look and move.
   *
   * @param picture null for a plain glow; it is drawn at half the resolution
   * @param size of the largest, in picture heights
   * @param drift how far they get in a life, in picture heights
   * @param lives how many a second
   * @param rest how bright they stay, 0 to 1: 0 for what comes and goes, else they twinkle
   */
  record Look(
      @Nullable Picture picture,
      float size,
      float drift,
      float lives,
      float rest,
      float strength) {}

  /** Where they are, in picture heights. */
  record Region(float left, float top, float right, float bottom) {}

  private record Mote(
      float x,
      float y,
      float dx,
      float dy,
      float size,
      int lives,
      float offset,
      float strength,
      Colour colour) {}

  Motes(Setting setting, int count, Region region, Look look, List<Colour> colours) {
    this.look = look;
    for (int i = 0; i < count; i++) {
      float small = setting.random().unit();
      float way = setting.random().unit();
      motes.add(
          new Mote(
              setting.between(region.left, region.right),
              setting.between(region.top, region.bottom),
              look.drift * Sine.ofTurns(way),
              look.drift * (Sine.ofTurns(way + 0.25) - 0.4f),
              look.size * (0.3f + 0.7f * small * small),
              setting.beat().times(look.lives * setting.between(0.6f, 1.5f)),
              setting.random().unit(),
              look.strength * setting.between(0.5f, 1),
              colours.get(i % colours.size())));
    }
  }

  static Region everywhere(Setting setting) {
    return new Region(-0.05f, -0.05f, setting.aspect() + 0.05f, 1.05f);
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    for (Mote mote : motes) {
      double at = phase * mote.lives + mote.offset;
      float life = (float) (at - Math.floor(at));
      float shine = Sine.ofTurns(life / 2);
      float strength = mote.strength * (look.rest + (1 - look.rest) * shine * shine);
      // What stays must not jump back to where it began.
      float moved = look.rest > 0 ? 0.5f * Sine.ofTurns(life) : life - 0.5f;
      float x = mote.x + mote.dx * moved;
      float y = mote.y + mote.dy * moved;
      if (look.picture == null) {
        Raster on = mote.size > 0.02f ? canvas.light : canvas.sharp;
        on.glow(x, y, mote.size, mote.colour, strength);
      } else {
        look.picture.draw(canvas.light, x, y, mote.size, mote.size, 0, mote.colour, strength, 0);
      }
    }
  }
}
