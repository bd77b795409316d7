package io.atelier.provider.procedural.prompt;

/**
 * How the prompt wants its colours graded: lighter, stronger, warmer.
 *
 * @param light under 1 darkens, over 1 brightens
 * @param colourfulness a factor on chroma
 * @param warmth towards orange above 0, towards blue below, about -1 to 1
 */
public record Mood(double light, double colourfulness, double warmth) {

  public static Mood of(Prompt prompt) {
    double light = 1;
    double colourfulness = 1;
    double warmth = 0;
    if (prompt.says("dark night midnight shadow gothic ebony horror noir deep evil")) {
      light *= 0.72;
      colourfulness *= 0.85;
    }
    if (prompt.says("bright light pale sunny shiny glowing day white")) {
      light *= 1.25;
    }
    if (prompt.says("pastel soft candy baby")) {
      light *= 1.4;
      colourfulness *= 0.6;
    }
    if (prompt.says("neon vivid vibrant electric saturated cyberpunk toxic")) {
      colourfulness *= 1.45;
    }
    if (prompt.says("muted vintage faded old dusty dirty worn ancient retro aged")) {
      colourfulness *= 0.68;
    }
    if (prompt.says("warm sunset autumn desert cozy summer fire")) {
      warmth += 0.6;
    }
    if (prompt.says("cold cool winter frozen arctic icy moonlit")) {
      warmth -= 0.6;
    }
    return new Mood(light, colourfulness, warmth);
  }

  public Oklab grade(Oklab colour) {
    double lightness = brighten(colour.lightness(), light);
    return new Oklab(
        lightness,
        colour.a() * colourfulness + 0.012 * warmth,
        colour.b() * colourfulness + 0.035 * warmth);
  }

  /** Scales darkness or brightness without ever clipping: 0 and 1 stay where they are. */
  public static double brighten(double lightness, double factor) {
    return factor <= 1 ? lightness * factor : 1 - (1 - lightness) / factor;
  }
}
