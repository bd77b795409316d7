package io.atelier.provider.suno;

import io.atelier.provider.GenerationRequest.Music;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.math.RoundingMode;
import java.util.Optional;

/** A request in the protocol's words: always in custom mode, the only one with a duration. */
final class Score {
  private static final int LONGEST_STYLE = 1000;
  private static final int LONGEST_TITLE = 80;
  private static final String NO_VOICES = "vocals, singing, spoken word, choir";

  private Score() {}

  static Optional<String> refusal(Music music, SunoModel model) {
    if (style(music).length() > LONGEST_STYLE) {
      return Optional.of("its music is described in at most " + LONGEST_STYLE + " characters");
    }
    return music.instrumental() || model.findsWords()
        ? Optional.empty()
        : Optional.of("this model sings only words that it is given");
  }

  static String body(Music music, SunoSettings settings, String callback) {
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("customMode", true)
            .add("instrumental", music.instrumental())
            .add("model", settings.model().name())
            .add("style", style(music))
            .add("title", title(music));
    if (music.instrumental()) {
      body.add("negativeTags", NO_VOICES);
    }
    // Left out, it would be 20 s.
    return body.add(
            "duration", music.durationSeconds().setScale(0, RoundingMode.CEILING).intValueExact())
        .add("callBackUrl", callback)
        .build()
        .toString();
  }

  private static String style(Music music) {
    String genre = music.style().jsonName() + ", seamless game background loop";
    return genre + (music.instrumental() ? ", instrumental: " : ": ") + music.prompt().strip();
  }

  private static String title(Music music) {
    String words = music.prompt().strip().replaceAll("\\s+", " ");
    int length = words.codePointCount(0, words.length());
    return length <= LONGEST_TITLE / 2
        ? words
        : words.substring(0, words.offsetByCodePoints(0, LONGEST_TITLE / 2));
  }
}
