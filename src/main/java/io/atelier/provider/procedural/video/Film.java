package io.atelier.provider.procedural.video;

import java.util.List;

/**
 * What is shown, from the back to the front, and how often it is sampled.
 *
 * @param first the frame of the scene that is shown first
 */
record Film(int width, int height, int rate, int frames, List<Layer> layers, int first) {

  Film(int width, int height, int rate, int frames, List<Layer> layers) {
    this(width, height, rate, frames, layers, 0);
  }

  /** The same, if it runs round, begun at that frame of it. */
  Film from(int frame) {
    return new Film(width, height, rate, frames, layers, (first + frame) % frames);
  }

  /** Paints a frame. */
  void paint(int frame, Canvas canvas) {
    canvas.clear();
    double phase = (double) (frame + first) / frames;
    phase = phase > 1 ? phase - 1 : phase;
    for (Layer layer : layers) {
      layer.paint(canvas, phase);
    }
  }
}
