package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Sine;
import java.util.ArrayList;
import java.util.List;

/** Things that fall or rise through the picture and come in again on the other side. */
final class Swarm implements Layer {
  private final List<Piece> pieces = new ArrayList<>();
  private final Look look;

  /**
   * How they look and move.
   *
   * @param size of the nearest, half a side in picture heights; the farthest are a third of it
   * @param fall heights a second, negative to rise
   * @param sway to the sides, in picture heights
   * @param turn turns in the plane a second
   * @param tumble turns about their own axis a second, which makes them narrow
   * @param glitter how much brighter they get while they face the light
   */
  record Look(
      Picture picture,
      float size,
      float fall,
      float sway,
      float turn,
      float tumble,
      float glitter,
      float opacity,
      float solid) {}

  private record Piece(
      float x,
      float y,
      float size,
      int falls,
      float sway,
      int sways,
      int turns,
      int tumbles,
      float offset,
      Colour colour) {}

  Swarm(Setting setting, int count, Look look, List<Colour> colours) {
    this.look = look;
    Beat beat = setting.beat();
    for (int i = 0; i < count; i++) {
      float near = 1 - 0.66f * setting.random().unit();
      float pace = setting.between(0.7f, 1.3f) * near;
      int falls = beat.times(Math.abs(look.fall) * pace);
      float way = setting.random().chance(0.5f) ? -1 : 1;
      pieces.add(
          new Piece(
              setting.aspect() * setting.between(-0.05f, 1.05f),
              setting.random().unit(),
              look.size * near,
              look.fall < 0 ? -falls : falls,
              look.sway * setting.between(0.4f, 1.2f),
              beat.times(setting.between(0.15f, 0.45f)),
              look.turn == 0 ? 0 : (int) way * beat.times(look.turn * pace),
              look.tumble == 0 ? 0 : beat.times(look.tumble * pace),
              setting.random().unit(),
              colours.get(i % colours.size())));
    }
    // Far ones first.
    pieces.sort((a, b) -> Float.compare(a.size, b.size));
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    for (Piece piece : pieces) {
      double way = piece.y + phase * piece.falls;
      float y = (float) (way - Math.floor(way)) * (1 + 4 * piece.size) - 2 * piece.size;
      float x = piece.x + piece.sway * Sine.ofTurns(phase * piece.sways + piece.offset);
      float facing =
          piece.tumbles == 0 ? 1 : Math.abs(Sine.ofTurns(phase * piece.tumbles + piece.offset));
      float bright = 1 + look.glitter * (facing * facing * facing - 0.4f);
      float narrow = Math.max(0.08f, facing);
      look.picture.draw(
          canvas.sharp,
          x,
          y,
          piece.size * (piece.tumbles == 0 ? 1 : narrow),
          piece.size,
          (float) (phase * piece.turns + (piece.turns == 0 ? 0 : piece.offset)),
          piece.colour.times(bright),
          look.opacity,
          look.solid);
    }
  }
}
