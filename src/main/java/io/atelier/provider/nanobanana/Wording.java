package io.atelier.provider.nanobanana;

import io.atelier.provider.GenerationRequest.EnvironmentMap;
import io.atelier.provider.GenerationRequest.Image;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.GenerationRequest.Video;
import io.atelier.provider.Interaction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in a prompt what the models have no field for. */
final class Wording {
  private Wording() {}

  static String of(Video video) {
    return styled(video.prompt(), video.style())
        + (video.loop() ? " It loops: the end leads back to the very first frame." : "");
  }

  /** The image that a loop begins and ends with. */
  static String ofKeyFrame(Video video) {
    return styled(video.prompt(), video.style()) + " The first frame of a film, no text.";
  }

  static String of(Image image) {
    return styled(image.prompt(), image.style());
  }

  static String of(Texture texture) {
    String tiling =
        texture.seamless()
            ? " A seamless texture that tiles without visible edges:"
            : " A texture of the surface alone:";
    return styled(texture.prompt(), texture.style())
        + tiling
        + " seen straight from above, filling the frame, evenly lit, without shadows or text.";
  }

  static String of(EnvironmentMap map) {
    return styled(map.prompt(), map.style())
        + " An equirectangular 360 degree panorama of the whole surroundings, the horizon in the"
        + " middle, the left edge continuing at the right one, without text.";
  }

  /** The description of a sound, or empty where it is longer than that. */
  static Optional<String> of(SoundEffect sound, int longest) {
    String prompt = sound.prompt();
    Interaction interaction = sound.interaction();
    if (prompt == null || prompt.isBlank()) {
      return Optional.of(cue(interaction));
    }
    String whole = interaction == null ? prompt : prompt + ". " + cue(interaction);
    if (whole.length() <= longest) {
      return Optional.of(whole);
    }
    return prompt.length() <= longest ? Optional.of(prompt) : Optional.empty();
  }

  private static String cue(@Nullable Interaction interaction) {
    if (interaction == null) {
      throw new IllegalArgumentException("a sound has a prompt or an interaction");
    }
    return switch (interaction) {
      case CLICK -> "A short crisp click of a button in a game";
      case SPIN -> "A prize wheel spinning fast and slowing down";
      case FLIP -> "A card flipped over with a quick whoosh";
      case SCRATCH -> "A coin scratching the foil off a ticket";
      case MATCH -> "A bright chime as two tiles match in a game";
      case WIN -> "A short triumphant jingle of a prize won";
      case LOSE -> "A short soft falling sound of a game lost";
      case COUNTDOWN -> "A tense ticking countdown";
      case REVEAL -> "A rising shimmer that ends in a bright reveal";
      case CONFETTI -> "A popper bursting and confetti fluttering down";
    };
  }

  private static String styled(String prompt, @Nullable String style) {
    String said = prompt.strip();
    String end = said.endsWith(".") || said.endsWith("!") || said.endsWith("?") ? "" : ".";
    return said + end + (style == null ? "" : " Style: " + style.strip() + ".");
  }
}
