package io.atelier.provider.nanobanana;

import io.atelier.provider.GenerationRequest.Video;
import io.atelier.provider.Resolution;
import io.atelier.provider.remote.PriceBook.Unit;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models that make videos, each with its own fields. */
enum VideoModel {
  /** 3 to 15 s, two sizes; a first frame decides the shape. */
  KLING("kling-3.0/video") {
    @Override
    Creation creation(Video video, @Nullable String frame) {
      String mode = video.resolution() == Resolution.P1080 ? "pro" : "std";
      JsonObjectBuilder input =
          Json.createObjectBuilder()
              .add("prompt", Wording.of(video))
              .add("image_urls", frames(video, frame))
              .add("sound", false)
              .add("duration", seconds(video).toPlainString());
      if (frame == null) {
        input.add("aspect_ratio", video.aspectRatio().jsonName());
      }
      return creation(
          video,
          mode,
          input
              .add("mode", mode)
              .add("multi_shots", false)
              .add("multi_prompt", Json.createArrayBuilder()));
    }
  },
  /** 4 to 15 s, three sizes and more. */
  SEEDANCE("bytedance/seedance-2") {
    @Override
    Creation creation(Video video, @Nullable String frame) {
      return creation(video, video.resolution().jsonName(), seedance(video, frame));
    }

    @Override
    Optional<String> refusal(Video video) {
      return tooShort(video);
    }
  },
  /** The same, cheaper and not in full size. */
  SEEDANCE_FAST("bytedance/seedance-2-fast") {
    @Override
    Creation creation(Video video, @Nullable String frame) {
      return creation(video, video.resolution().jsonName(), seedance(video, frame));
    }

    @Override
    Optional<String> refusal(Video video) {
      return video.resolution() == Resolution.P1080
          ? Optional.of("this model makes no 1080p")
          : tooShort(video);
    }
  };

  private static final int SHORTEST_OF_SEEDANCE = 3;

  private final String model;

  VideoModel(String model) {
    this.model = model;
  }

  /** The model of that name. */
  static VideoModel of(String name) {
    return Arrays.stream(values())
        .filter(model -> model.model.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such video model: " + name));
  }

  /**
   * What is asked for.
   *
   * @param frame the address of the image it begins with, and ends with if it loops
   */
  abstract Creation creation(Video video, @Nullable String frame);

  /** Why it cannot make this. */
  Optional<String> refusal(Video video) {
    return Optional.empty();
  }

  final Creation creation(Video video, String priced, JsonObjectBuilder input) {
    return new Creation(model, input.build(), model + "-" + priced, Unit.SECOND, seconds(video));
  }

  // Whole seconds only: what is too long is cut.
  static BigDecimal seconds(Video video) {
    return video.durationSeconds().setScale(0, RoundingMode.CEILING);
  }

  static JsonArray frames(Video video, @Nullable String frame) {
    JsonArrayBuilder frames = Json.createArrayBuilder();
    if (frame != null) {
      frames.add(frame);
      if (video.loop()) {
        frames.add(frame);
      }
    }
    return frames.build();
  }

  static Optional<String> tooShort(Video video) {
    return Wording.of(video).length() < SHORTEST_OF_SEEDANCE
        ? Optional.of("this model takes no prompt that short")
        : Optional.empty();
  }

  static JsonObjectBuilder seedance(Video video, @Nullable String frame) {
    JsonObjectBuilder input =
        Json.createObjectBuilder()
            .add("prompt", Wording.of(video))
            .add("generate_audio", false)
            .add("resolution", video.resolution().jsonName())
            .add("aspect_ratio", video.aspectRatio().jsonName())
            .add("duration", seconds(video).intValueExact());
    if (frame != null) {
      input.add("first_frame_url", frame);
      if (video.loop()) {
        input.add("last_frame_url", frame);
      }
    }
    return input;
  }
}
