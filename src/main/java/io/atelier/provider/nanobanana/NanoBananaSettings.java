package io.atelier.provider.nanobanana;

import io.atelier.provider.remote.Refunds;
import io.atelier.provider.remote.RemoteSettings;
import java.net.URI;
import org.eclipse.microprofile.config.Config;

/**
 * The settings {@code nano-banana.*}: where it is, which of its models are used, and what its
 * failures mean.
 */
record NanoBananaSettings(
    RemoteSettings remote,
    URI uploads,
    VideoModel videos,
    ImageModel images,
    SoundModel sounds,
    Codes codes,
    Refunds refunds) {

  static NanoBananaSettings read(Config config) {
    return new NanoBananaSettings(
        RemoteSettings.read(config, NanoBananaAdapter.NAME),
        URI.create(config.getValue("nano-banana.upload-base-url", String.class)),
        VideoModel.of(config.getValue("nano-banana.video-model", String.class)),
        ImageModel.of(config.getValue("nano-banana.image-model", String.class)),
        new SoundModel(config.getValue("nano-banana.sound-model", String.class)),
        Codes.read(config),
        Refunds.read(config, NanoBananaAdapter.NAME));
  }
}
