package io.atelier.provider.nanobanana;

import io.atelier.provider.AdapterFixture;
import io.atelier.simulated.NanoBananaSimulator;
import io.atelier.simulated.SimulatedMedia;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The adapter and the simulated jobs API. */
final class NanoBananaFixture {
  private NanoBananaFixture() {}

  static AdapterFixture<NanoBananaSimulator, NanoBananaAdapter> with(
      Path directory, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("nano-banana.api-key", NanoBananaSimulator.KEY);
    all.put("nano-banana.base-url", "{url}");
    all.put("nano-banana.upload-base-url", "{url}");
    all.put("nano-banana.result-hosts", "127.0.0.1");
    all.putAll(settings);
    var fixture =
        new AdapterFixture<>(
            directory,
            (time, files) -> new NanoBananaSimulator(time, files, SimulatedMedia.quick()),
            (config, downloads, clock) ->
                new NanoBananaAdapter(config, new NanoBananaGuard(), downloads, clock),
            NanoBananaAdapter::close,
            all);
    fixture.provider.queriesPerSecond(1000); // its time stands still
    return fixture;
  }
}
