package io.atelier.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Debian's Firefox ESR, without a window and without a driver: it opens one page, which tells what
 * it saw by itself.
 */
final class Firefox implements AutoCloseable {
  private static final Path BROWSER = Path.of("/usr/bin/firefox-esr");

  /** So that it plays without a click, asks nothing and calls nobody but the page. */
  private static final List<String> SETTINGS =
      List.of(
          "\"media.autoplay.default\", 0",
          "\"media.autoplay.blocking_policy\", 0",
          "\"webgl.force-enabled\", true",
          "\"app.update.enabled\", false",
          "\"app.normandy.enabled\", false",
          "\"browser.aboutwelcome.enabled\", false",
          "\"browser.safebrowsing.provider.mozilla.updateURL\", \"\"",
          "\"browser.shell.checkDefaultBrowser\", false",
          "\"datareporting.policy.dataSubmissionEnabled\", false",
          "\"dom.push.connection.enabled\", false",
          "\"extensions.update.enabled\", false",
          "\"network.captive-portal-service.enabled\", false",
          "\"network.connectivity-service.enabled\", false",
          "\"services.settings.server\", \"data:,\"",
          "\"toolkit.telemetry.enabled\", false");

  private final Process process;

  private Firefox(Process process) {
    this.process = process;
  }

  /**
   * Opens a page in a fresh one; without Firefox the test is skipped, but in CI it fails.
   *
   * @param profile an empty directory
   */
  static Firefox open(URI page, Path profile) throws IOException {
    boolean there = Files.isExecutable(BROWSER);
    if (System.getenv("CI") != null) {
      assertThat(there).as("firefox-esr is installed").isTrue();
    }
    assumeTrue(there, "needs Debian's package firefox-esr");
    StringBuilder settings = new StringBuilder();
    SETTINGS.forEach(setting -> settings.append("user_pref(").append(setting).append(");\n"));
    Files.writeString(profile.resolve("user.js"), settings);
    ProcessBuilder browser =
        new ProcessBuilder(
            BROWSER.toString(),
            "--headless",
            "--no-remote",
            "--profile",
            profile.toString(),
            page.toString());
    // Whoever runs tests as another user than owns the home directory.
    browser.environment().put("HOME", profile.toString());
    return new Firefox(
        browser
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("firefox.log").toFile())
            .start());
  }

  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
