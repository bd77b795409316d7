package io.atelier.provider.nanobanana;

import io.atelier.provider.remote.PriceBook.Unit;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The models that make images; their fields have different names. */
enum ImageModel {
  /** Three sizes. */
  NANO_BANANA_2("nano-banana-2") {
    @Override
    Creation creation(Picture picture, @Nullable String reference) {
      return sized(picture, reference);
    }

    @Override
    List<String> aspectRatios() {
      return Stream.concat(super.aspectRatios().stream(), Stream.of("1:4", "4:1", "1:8", "8:1"))
          .toList();
    }
  },
  /** The same with more care, and at more cost. */
  NANO_BANANA_PRO("nano-banana-pro") {
    @Override
    Creation creation(Picture picture, @Nullable String reference) {
      return sized(picture, reference);
    }
  },
  /** One size. */
  NANO_BANANA_2_LITE("nano-banana-2-lite") {
    @Override
    Creation creation(Picture picture, @Nullable String reference) {
      JsonObjectBuilder input =
          Json.createObjectBuilder()
              .add("prompt", picture.prompt())
              .add("aspect_ratio", picture.aspectRatio());
      return image(modelName(), referring(input, "image_urls", reference), modelName());
    }
  },
  /** The first of them: one size, and another model for references. */
  NANO_BANANA("google/nano-banana") {
    @Override
    Creation creation(Picture picture, @Nullable String reference) {
      JsonObjectBuilder input =
          Json.createObjectBuilder()
              .add("prompt", picture.prompt())
              .add("image_size", picture.aspectRatio())
              .add("output_format", "png");
      return image(
          reference == null ? modelName() : modelName() + "-edit",
          referring(input, "image_urls", reference),
          modelName());
    }
  };

  private final String model;

  ImageModel(String model) {
    this.model = model;
  }

  /** The model of that name. */
  static ImageModel of(String name) {
    return Arrays.stream(values())
        .filter(model -> model.model.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such image model: " + name));
  }

  /**
   * What is asked for.
   *
   * @param reference the address of the image it is made from
   */
  abstract Creation creation(Picture picture, @Nullable String reference);

  /** The shapes it makes; only one of them is said to make long ones. */
  List<String> aspectRatios() {
    return List.of("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");
  }

  final String modelName() {
    return model;
  }

  final Creation sized(Picture picture, @Nullable String reference) {
    JsonObjectBuilder input =
        Json.createObjectBuilder()
            .add("prompt", picture.prompt())
            .add("aspect_ratio", picture.aspectRatio())
            .add("resolution", picture.resolution())
            .add("output_format", "png");
    return image(
        model,
        referring(input, "image_input", reference),
        model + "-" + picture.resolution().toLowerCase(Locale.ROOT));
  }

  static JsonObjectBuilder referring(
      JsonObjectBuilder input, String field, @Nullable String reference) {
    return reference == null ? input : input.add(field, Json.createArrayBuilder().add(reference));
  }

  static Creation image(String model, JsonObjectBuilder input, String priced) {
    return new Creation(model, input.build(), priced, Unit.IMAGE, BigDecimal.ONE);
  }
}
