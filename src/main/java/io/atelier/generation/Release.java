package io.atelier.generation;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this software, as it was built. */
@ApplicationScoped
class Release {
  private String version = "";

  @PostConstruct
  void read() {
    Properties release = new Properties();
    try (InputStream file = Release.class.getResourceAsStream("release.properties")) {
      if (file == null) {
        throw new IllegalStateException("release.properties is not in the build");
      }
      release.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    version = release.getProperty("version");
  }

  String version() {
    return version;
  }
}
