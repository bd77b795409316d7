package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Sine;
import java.util.ArrayList;
import java.util.List;

/** Rockets that rise, burst into sparks and rain down, the last before the first begins again. */
final class Fireworks implements Layer {
  private static final int TRAIL = 5;
  private static final float RISE = 0.7f;
  private static final float BURN = 1.9f;

  private final List<Burst> bursts = new ArrayList<>();
  private final Beat beat;

  private record Burst(
      double start, float x, float y, float speed, Colour colour, Colour core, float[] sparks) {}

  Fireworks(Setting setting, float perSecond, float lowest, List<Colour> colours) {
    beat = setting.beat();
    int count = beat.times(perSecond);
    for (int i = 0; i < count; i++) {
      int sparks = setting.random().between(60, 110);
      boolean ring = setting.random().chance(0.3f);
      float[] ways = new float[sparks * 2];
      for (int s = 0; s < sparks; s++) {
        double turn = (s + setting.random().unit()) / sparks;
        // Directions of a sphere, seen from the side.
        float out = ring ? 1 : (float) Math.sqrt(1 - square(setting.between(-1, 1)));
        ways[2 * s] = out * Sine.ofTurns(turn) * setting.between(0.9f, 1);
        ways[2 * s + 1] = out * Sine.ofTurns(turn + 0.25) * setting.between(0.9f, 1);
      }
      Colour colour = colours.get(setting.random().between(0, colours.size() - 1));
      bursts.add(
          new Burst(
              (i + setting.between(0, 0.7f)) / count,
              setting.aspect() * setting.between(0.12f, 0.88f),
              setting.between(0.14f, lowest),
              setting.between(0.2f, 0.34f),
              colour,
              colour.mix(Colour.WHITE, 0.6f),
              ways));
    }
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    for (Burst burst : bursts) {
      double since = phase - burst.start;
      float age = (float) ((since - Math.floor(since)) * beat.seconds());
      if (age < RISE) {
        rocket(canvas, burst, age / RISE);
      } else if (age < RISE + BURN) {
        sparks(canvas, burst, age - RISE);
      }
    }
  }

  private static void rocket(Canvas canvas, Burst burst, float t) {
    for (int i = 0; i < TRAIL * 2; i++) {
      float at = Math.max(0, t - i * 0.018f);
      float rest = (1 - at) * (1 - at);
      float y = burst.y + (1.05f - burst.y) * rest;
      canvas.sharp.glow(burst.x, y, 0.0045f, burst.core, 0.9f / (1 + i));
    }
  }

  private static void sparks(Canvas canvas, Burst burst, float age) {
    float left = 1 - age / BURN;
    float flash = Math.max(0, 1 - age * 5);
    canvas.light.glow(
        burst.x, burst.y, 0.1f + burst.speed * 1.5f, burst.colour, 0.3f * left + 0.7f * flash);
    for (int s = 0; s < burst.sparks.length; s += 2) {
      // Sparks flicker out one after the other.
      float twinkle = 0.6f + 0.4f * Sine.ofTurns(age * 9 + s * 0.37);
      for (int i = 0; i < TRAIL; i++) {
        float then = Math.max(0, age - i * 0.045f);
        float way = burst.speed * (1 - 1 / (1 + 2.6f * then)) * 1.35f;
        float x = burst.x + burst.sparks[s] * way;
        float y = burst.y + burst.sparks[s + 1] * way + 0.045f * then * then;
        Colour colour = i == 0 ? burst.core : burst.colour;
        canvas.sharp.glow(
            x, y, 0.0062f * (1 - 0.12f * i), colour, 1.25f * left * twinkle / (1 + 0.8f * i));
      }
    }
  }

  private static float square(float x) {
    return x * x;
  }
}
