package io.atelier.provider.procedural.music;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.procedural.hearing.Confusion;
import io.atelier.provider.procedural.hearing.MusicFeatures;
import io.atelier.provider.procedural.hearing.NearestCentroid;
import io.atelier.provider.procedural.sound.Track;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FR-010: the styles are told apart by one who knows nothing of how they are made. */
class StylesByEarTest {
  private static final List<String> HEARD_BEFORE = List.of(Pieces.PROMPT, "an epic battle");
  private static final List<String> UNSEEN =
      List.of(
          "slow and dark, rain at night",
          "カジノの夜 🎰, a birthday party",
          "fast and happy, a summer race",
          "");

  private record Heard(String style, String prompt, double[] features) {}

  @Test
  void nine_of_ten_pieces_to_unseen_prompts_are_put_to_their_style() {
    NearestCentroid ear = new NearestCentroid();
    listen(HEARD_BEFORE).forEach(heard -> ear.learn(heard.style(), heard.features()));
    Confusion confusion = new Confusion(Pieces.STYLES);
    listen(UNSEEN).forEach(heard -> confusion.add(heard.style(), ear.classify(heard.features())));
    assertThat(confusion.accuracy()).as("%s", confusion).isGreaterThanOrEqualTo(0.9);
    assertThat(confusion.weakest()).as("%s", confusion).isGreaterThan(0.5);
  }

  private static List<Heard> listen(List<String> prompts) {
    return Pieces.STYLES.stream()
        .flatMap(style -> prompts.stream().map(prompt -> new String[] {style, prompt}))
        .map(asked -> new Heard(asked[0], asked[1], features(asked[0], asked[1])))
        .toList();
  }

  /** Of 20 seconds of it. */
  private static double[] features(String style, String prompt) {
    Track track =
        prompt.equals(Pieces.PROMPT)
            ? Pieces.of(style)
            : MusicSynthesizer.render(prompt, style, 30);
    int frames = Track.frames(20);
    return MusicFeatures.of(
        Arrays.copyOf(track.left, frames), Arrays.copyOf(track.right, frames), Track.SAMPLE_RATE);
  }
}
