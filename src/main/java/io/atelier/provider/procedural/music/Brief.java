package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.prompt.SplitMix64;

/**
 * What a prompt wants of the music, whatever its style.
 *
 * @param pace from 0, the slowest of the style, to 1, its fastest
 * @param light from 0, dark, to 1, happy
 * @param energy from 0, few and soft notes, to 1, many and hard ones
 * @param register semitones that melodies lie higher
 */
record Brief(Prompt prompt, double pace, double light, double energy, int register) {

  static Brief of(Prompt prompt) {
    SplitMix64 random = prompt.random("brief");
    double pace = random.between(0.3f, 0.7f);
    double light = random.between(0.25f, 0.75f);
    double energy = random.between(0.4f, 0.7f);
    int register = random.between(-2, 2);
    if (prompt.says(
        "fast quick upbeat energetic racing race rush frantic driving uptempo hyper running chase "
            + "action battle dance speed hurry lively exciting")) {
      pace += 0.4;
      energy += 0.15;
    }
    if (prompt.says(
        "slow relaxed relaxing calm chill mellow peaceful gentle lazy sleepy lullaby ballad lounge "
            + "meditation drifting floating")) {
      pace -= 0.4;
      energy -= 0.2;
    }
    if (prompt.says(
        "happy joyful joy cheerful sunny sunshine fun playful cute celebration victory winner "
            + "summer party uplifting hopeful love bright morning spring triumphant")) {
      light += 0.45;
    }
    if (prompt.says(
        "dark sad melancholy melancholic lonely spooky horror evil tense mystery mysterious "
            + "haunted gloomy night midnight noir villain boss danger sorrow rain rainy sinister")) {
      light -= 0.45;
    }
    if (prompt.says(
        "epic intense powerful battle boss heavy loud huge aggressive hype massive heroic jackpot "
            + "party festival")) {
      energy += 0.3;
    }
    if (prompt.says("soft quiet minimal sparse subtle background simple delicate intimate")) {
      energy -= 0.3;
    }
    if (prompt.says("high tiny cute fairy sparkling toy children light kids")) {
      register += 5;
    }
    if (prompt.says("deep low heavy giant underground cave huge")) {
      register -= 4;
    }
    return new Brief(prompt, unit(pace), unit(light), unit(energy), register);
  }

  private static double unit(double x) {
    return Math.max(0, Math.min(1, x));
  }
}
