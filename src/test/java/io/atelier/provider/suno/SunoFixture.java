package io.atelier.provider.suno;

import io.atelier.provider.AdapterFixture;
import io.atelier.simulated.SimulatedMedia;
import io.atelier.simulated.SunoSimulator;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The adapter and the simulated music API, at either of its hosts. */
final class SunoFixture {
  private SunoFixture() {}

  static AdapterFixture<SunoSimulator, SunoAdapter> at(
      String host, Path directory, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("suno.api-key", SunoSimulator.KEY);
    all.put("suno.host", host);
    all.put("suno.base-url", "{url}");
    all.put("suno.result-hosts", "127.0.0.1");
    all.putAll(settings);
    return new AdapterFixture<>(
        directory,
        (time, files) -> new SunoSimulator(time, files, SimulatedMedia.quick(), host.equals("kie")),
        (config, downloads, clock) -> new SunoAdapter(config, new SunoGuard(), downloads, clock),
        SunoAdapter::close,
        all);
  }
}
