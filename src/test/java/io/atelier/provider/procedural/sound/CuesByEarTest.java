package io.atelier.provider.procedural.sound;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.procedural.hearing.Confusion;
import io.atelier.provider.procedural.hearing.NearestCentroid;
import io.atelier.provider.procedural.hearing.SoundFeatures;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FR-009: the ten interactions are told apart by one who knows nothing of how they are made. */
class CuesByEarTest {
  private static final List<String> INTERACTIONS =
      List.of(
          "click",
          "spin",
          "flip",
          "scratch",
          "match",
          "win",
          "lose",
          "countdown",
          "reveal",
          "confetti");
  private static final List<String> HEARD_BEFORE =
      List.of("", "a friendly game show", "epic battle", "calm menu", "treasure", "birthday");
  private static final List<String> UNSEEN =
      List.of(
          "deep metallic",
          "soft gentle",
          "retro 8-bit",
          "bright magical fairy",
          "cute wooden toy",
          "dark giant",
          "cosmic crystal",
          "カジノの夜 🎰",
          "صوت الفوز",
          "a rainy day at the office");
  private static final double[] SECONDS = {0.5, 1, 2, 3.3, 0.7, 5};

  @Test
  void nine_of_ten_sounds_to_unseen_prompts_are_put_to_their_interaction() {
    NearestCentroid ear = new NearestCentroid();
    Confusion confusion = new Confusion(INTERACTIONS);
    for (String interaction : INTERACTIONS) {
      for (int i = 0; i < HEARD_BEFORE.size(); i++) {
        ear.learn(interaction, heard(HEARD_BEFORE.get(i), interaction, i));
      }
    }
    for (String interaction : INTERACTIONS) {
      for (int i = 0; i < UNSEEN.size(); i++) {
        confusion.add(interaction, ear.classify(heard(UNSEEN.get(i), interaction, i + 3)));
      }
    }
    assertThat(confusion.accuracy()).as("%s", confusion).isGreaterThanOrEqualTo(0.9);
    assertThat(confusion.weakest()).as("%s", confusion).isGreaterThan(0.5);
  }

  private static double[] heard(String prompt, String interaction, int take) {
    Track track = SoundSynthesizer.render(prompt, interaction, SECONDS[take % SECONDS.length]);
    float[] mono = new float[track.frames()];
    for (int i = 0; i < mono.length; i++) {
      mono[i] = 0.5f * (track.left[i] + track.right[i]);
    }
    return SoundFeatures.of(mono, Track.SAMPLE_RATE);
  }
}
