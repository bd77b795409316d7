package io.atelier.provider.suno;

import io.atelier.provider.remote.Refunds;
import io.atelier.provider.remote.RemoteSettings;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * The settings {@code suno.*}.
 *
 * @param callback a URL that each request has to have, and that nobody needs to answer at
 * @param contentWithFirst how long after its create a task's first track is enough
 * @param beforeDeadline how long before the job's deadline it is, if that is sooner
 */
record SunoSettings(
    RemoteSettings remote,
    SunoHost host,
    SunoCodes codes,
    Refunds refunds,
    SunoModel model,
    String callback,
    Duration contentWithFirst,
    Duration beforeDeadline) {

  static SunoSettings read(Config config) {
    SunoHost host = SunoHost.of(config.getValue("suno.host", String.class));
    return new SunoSettings(
        RemoteSettings.read(config, SunoAdapter.NAME),
        host,
        new SunoCodes(host.codes(config)),
        Refunds.read(config, SunoAdapter.NAME),
        SunoModel.of(config.getValue("suno.model", String.class)),
        config.getValue("suno.callback-url", String.class),
        config.getValue("suno.content-with-first-after", Duration.class),
        config.getValue("suno.content-with-first-before-deadline", Duration.class));
  }
}
