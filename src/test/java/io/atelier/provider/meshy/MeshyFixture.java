package io.atelier.provider.meshy;

import io.atelier.provider.AdapterFixture;
import io.atelier.simulated.MeshySimulator;
import io.atelier.simulated.SimulatedMedia;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The adapter and the simulated 3D API. */
final class MeshyFixture {
  private MeshyFixture() {}

  static AdapterFixture<MeshySimulator, MeshyAdapter> with(
      Path directory, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("meshy.api-key", MeshySimulator.KEY);
    all.put("meshy.base-url", "{url}");
    all.put("meshy.result-hosts", "127.0.0.1");
    all.putAll(settings);
    return new AdapterFixture<>(
        directory,
        (time, files) -> new MeshySimulator(time, files, SimulatedMedia.quick()),
        (config, downloads, clock) -> new MeshyAdapter(config, new MeshyGuard(), downloads, clock),
        MeshyAdapter::close,
        all);
  }
}
