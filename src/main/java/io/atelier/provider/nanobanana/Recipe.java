package io.atelier.provider.nanobanana;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.EnvironmentMap;
import io.atelier.provider.GenerationRequest.Image;
import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.GenerationRequest.Music;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.GenerationRequest.Video;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which tasks make what was asked for, of the models that are used. */
record Recipe(VideoModel videos, ImageModel images, List<String> aspectRatios, SoundModel sounds) {

  static Recipe of(NanoBananaSettings settings) {
    return new Recipe(
        settings.videos(), settings.images(), settings.aspectRatios(), settings.sounds());
  }

  Optional<String> refusal(GenerationRequest request) {
    return switch (request) {
      case Video v -> videos.refusal(v);
      case SoundEffect s -> sounds.refusal(s);
      case Image i -> Optional.empty();
      case EnvironmentMap e -> Optional.empty();
      case Texture t ->
          t.maps().isEmpty() ? Optional.empty() : Optional.of("it makes no maps of materials");
      case Music m -> Optional.of("it makes no music");
      case Model m -> Optional.of("it makes no models");
    };
  }

  /**
   * Whether an image has to be made first: a loop that begins and ends with the same frame needs
   * one, and there is only text.
   */
  boolean needsKeyFrame(GenerationRequest request) {
    return request instanceof Video video && video.loop() && video.reference() == null;
  }

  Creation keyFrame(Video video) {
    return image(Wording.ofKeyFrame(video), video.width(), video.height(), null);
  }

  /**
   * What makes it.
   *
   * @param image the address of the image that it is made from
   */
  Creation creation(GenerationRequest request, @Nullable String image) {
    return switch (request) {
      case Video v -> videos.creation(v, image);
      case SoundEffect s -> sounds.creation(s);
      case Image i -> image(Wording.of(i), i.width(), i.height(), image);
      case Texture t -> image(Wording.of(t), t.size(), t.size(), null);
      // There is no 2:1; the nearest is stretched to it.
      case EnvironmentMap e -> image(Wording.of(e), e.width(), e.height(), null);
      case Music m -> throw unmade(m);
      case Model m -> throw unmade(m);
    };
  }

  private Creation image(String prompt, int width, int height, @Nullable String reference) {
    return images.creation(Picture.of(prompt, width, height, aspectRatios), reference);
  }

  private static IllegalArgumentException unmade(GenerationRequest request) {
    return new IllegalArgumentException("refused: " + request.kind());
  }
}
