package io.atelier.provider.procedural.sound;

import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.prompt.SplitMix64;

/**
 * How the prompt wants a sound to be: high or deep, bright or soft, of glass, metal, wood or an old
 * console's chip.
 *
 * @param pitch a factor on all frequencies
 * @param cutoff the low-pass over the whole, in hertz
 * @param lead the oscillator of melodies
 * @param bell what chimes in them
 * @param room how much of it, 0 to 1
 * @param retro whether it comes out of an 8-bit console
 */
record Timbre(double pitch, double cutoff, Waveform lead, Bell bell, double room, boolean retro) {

  static Timbre of(Prompt prompt) {
    SplitMix64 random = prompt.random("timbre");
    double pitch = StrictMath.pow(2, random.between(-3, 3) / 12.0);
    double cutoff = 15_000;
    double room = random.between(0.14f, 0.22f);
    if (prompt.says("deep low heavy big huge dark bass giant boss epic")) {
      pitch *= 0.62;
      cutoff *= 0.6;
    }
    if (prompt.says("bright high tiny small cute light happy cheerful little fairy")) {
      pitch *= 1.4;
    }
    if (prompt.says("soft gentle warm mellow muffled calm quiet smooth subtle")) {
      cutoff *= 0.28;
    }
    if (prompt.says(
        "magic magical mystic mystical dreamy ethereal enchanted cathedral cave "
            + "space cosmic echo epic fairy hall")) {
      room += 0.35;
    }
    if (prompt.says("dry close short crisp ui button")) {
      room *= 0.4;
    }
    boolean retro =
        prompt.says("retro 8bit arcade chiptune chip pixel nes gameboy console")
            || (prompt.says("8") && prompt.says("bit"));
    return new Timbre(
        pitch, cutoff, lead(prompt, retro), bell(prompt, random), Math.min(0.6, room), retro);
  }

  private static Waveform lead(Prompt prompt, boolean retro) {
    if (retro) {
      return Waveform.SQUARE;
    }
    if (prompt.says("soft gentle flute whistle pure calm")) {
      return Waveform.SINE;
    }
    return prompt.says("wood wooden marimba xylophone cute toy") ? Waveform.TRIANGLE : Waveform.SAW;
  }

  private static Bell bell(Prompt prompt, SplitMix64 random) {
    if (prompt.says("metal metallic steel iron gong anvil robot industrial coin coins")) {
      return new Bell(2.756, 4.5);
    }
    if (prompt.says("glass crystal ice magic magical fairy sparkle sparkling")) {
      return new Bell(5, 1.6);
    }
    if (prompt.says("wood wooden marimba xylophone")) {
      return new Bell(3, 0.9);
    }
    return new Bell(random.chance(0.5f) ? 3.5 : 2, random.between(1.6f, 2.6f));
  }

  /** Gives the finished mix its surroundings and its edge. */
  void finish(Track track) {
    Reverb.apply(track, room, 0.35 + 2.2 * room);
    if (retro) {
      crush(track.left);
      crush(track.right);
    }
    darken(track.left);
    darken(track.right);
  }

  private void darken(float[] channel) {
    StateVariableFilter filter = new StateVariableFilter();
    filter.tune(cutoff, 0.707);
    for (int i = 0; i < channel.length; i++) {
      channel[i] = filter.lowPass(channel[i]);
    }
  }

  /** A quarter of the sample rate in steps of a hundredth, as a console's converter had it. */
  private static void crush(float[] channel) {
    float held = 0;
    for (int i = 0; i < channel.length; i++) {
      if (i % 4 == 0) {
        held = Math.round(channel[i] * 100) * 0.01f;
      }
      channel[i] = held;
    }
  }
}
