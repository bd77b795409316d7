package io.atelier.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Runs the chaos test without Maven, on what its last {@code mvn verify} left in place. */
final class Chaos {
  private Chaos() {}

  /**
   * Prints the report; ends with 1 where it is red.
   *
   * @param args none; see {@link ChaosSettings}
   */
  public static void main(String[] args) throws Exception {
    buildProperties().forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
    Report report = new ChaosRun(ChaosSettings.ofSystemProperties()).run();
    System.out.println(report.text());
    System.exit(report.violations().isEmpty() ? 0 : 1);
  }

  private static Properties buildProperties() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(Path.of("target/it/test.properties"))) {
      properties.load(in);
    }
    return properties;
  }
}
