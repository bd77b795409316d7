package io.atelier.provider.procedural.video;

import java.util.List;

/** What is shown, from the back to the front, and how often it is sampled. */
record Film(int width, int height, int rate, int frames, List<Layer> layers) {

  /** Paints a frame. */
  void paint(int frame, Canvas canvas) {
    canvas.clear();
    double phase = (double) frame / frames;
    for (Layer layer : layers) {
      layer.paint(canvas, phase);
    }
  }
}
