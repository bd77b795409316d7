package io.atelier.provider.nanobanana;

import io.atelier.provider.remote.Refunds;
import io.atelier.provider.remote.RemoteSettings;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * The settings {@code nano-banana.*}: where it is, which of its models are used, and what its
 * failures mean.
 *
 * @param aspectRatios the shapes that images may be asked for in, like {@code 16:9}
 */
record NanoBananaSettings(
    RemoteSettings remote,
    URI uploads,
    VideoModel videos,
    ImageModel images,
    List<String> aspectRatios,
    SoundModel sounds,
    Codes codes,
    Refunds refunds) {
  private static final Pattern RATIO = Pattern.compile("[1-9]\\d?:[1-9]\\d?");

  NanoBananaSettings {
    aspectRatios = List.copyOf(aspectRatios);
    if (aspectRatios.isEmpty() || !aspectRatios.stream().allMatch(RATIO.asMatchPredicate())) {
      throw new IllegalArgumentException("nano-banana.image-aspect-ratios are like 16:9");
    }
  }

  static NanoBananaSettings read(Config config) {
    ImageModel images = ImageModel.of(config.getValue("nano-banana.image-model", String.class));
    return new NanoBananaSettings(
        RemoteSettings.read(config, NanoBananaAdapter.NAME),
        URI.create(config.getValue("nano-banana.upload-base-url", String.class)),
        VideoModel.of(config.getValue("nano-banana.video-model", String.class)),
        images,
        config
            .getOptionalValues("nano-banana.image-aspect-ratios", String.class)
            .orElseGet(images::aspectRatios),
        new SoundModel(config.getValue("nano-banana.sound-model", String.class)),
        Codes.read(config),
        Refunds.read(config, NanoBananaAdapter.NAME));
  }
}
