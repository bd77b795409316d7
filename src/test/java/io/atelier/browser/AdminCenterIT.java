package io.atelier.browser;

import io.atelier.LiveServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * An operator logs in to Liberty's admin center, in a browser, and finds server and application.
 */
class AdminCenterIT {
  private static final URI CENTER =
      URI.create(System.getProperty("atelier.https.url") + "/adminCenter/");
  private static final Path PICTURE =
      LiveServer.data().resolveSibling("screenshots").resolve("admin-center.png");

  @Test
  void an_operator_finds_the_server_and_the_application() throws IOException {
    try (Chromium chromium = Chromium.start()) {
      chromium.open(CENTER);
      chromium.write("j_username", System.getProperty("atelier.admin.user"));
      chromium.write("j_password", System.getProperty("atelier.admin.password") + "\n");
      chromium.awaitText("Explore");

      chromium.open(CENTER.resolve("/ibm/adminCenter/explore-1.0/"));
      try {
        chromium.awaitText("(?m)^" + System.getProperty("atelier.server.name") + "$");
        chromium.awaitText("1\\s+Applications\\s+Running\\s+1\\s+Stopped\\s+0");
        chromium.click("Applications");
        chromium.awaitLabel("Application atelier actions");
      } finally {
        chromium.screenshot(PICTURE);
      }
    }
  }
}
