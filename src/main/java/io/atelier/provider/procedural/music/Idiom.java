package io.atelier.provider.procedural.music;

import java.util.List;

/**
 * What all songs of a style have in common.
 *
 * @param slowest beats a minute
 * @param fastest beats a minute
 * @param bright what its happy songs are built on
 * @param dark what its sad ones are
 * @param rhythms of its melodies, two bars each
 */
record Idiom(
    double slowest,
    double fastest,
    Swing swing,
    List<Progression> bright,
    List<Progression> dark,
    List<Pattern> rhythms) {

  double tempo(double pace) {
    return slowest + (fastest - slowest) * pace;
  }

  List<Progression> progressions(double light) {
    return light >= 0.5 ? bright : dark;
  }
}
