package io.atelier;

import static org.junit.jupiter.api.Assumptions.abort;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program on Node.js with npm's packages, which npm installs below target by the lock file beside
 * it: once, then from npm's cache.
 *
 * @param name its directory among the tests' resources: package.json, package-lock.json, script
 * @param script reads standard input and prints a JSON object a line; its argument is where the
 *     packages are
 * @param needed the package whose presence says that all are there
 */
public record NpmTool(String name, String script, String needed) {

  /** What it prints; aborts the test where it cannot be had, except in CI. */
  public List<JsonObject> run(String input) throws IOException, InterruptedException {
    install();
    String lines = run(input, "node", home().resolve(script).toString(), home().toString());
    List<JsonObject> objects = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      try (JsonReader reader = Json.createReader(new StringReader(line))) {
        objects.add(reader.readObject());
      }
    }
    return objects;
  }

  private Path home() {
    return Path.of("target", name).toAbsolutePath();
  }

  private void install() throws IOException, InterruptedException {
    synchronized (NpmTool.class) {
      Files.createDirectories(home());
      for (String file : List.of("package.json", "package-lock.json", script)) {
        try (InputStream in = NpmTool.class.getResourceAsStream("/" + name + "/" + file)) {
          Files.copy(in, home().resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      if (Files.exists(home().resolve("node_modules").resolve(needed).resolve("package.json"))) {
        return;
      }
      try {
        run("", "npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
      } catch (IOException e) {
        if ("true".equals(System.getenv("CI"))) {
          throw e;
        }
        abort(name + " cannot be had without Node.js and npm: " + e.getMessage());
      }
    }
  }

  private String run(String input, String... command) throws IOException, InterruptedException {
    Path errors = home().resolve("errors.txt");
    Path in = Files.writeString(home().resolve("input.txt"), input);
    Process process =
        new ProcessBuilder(command)
            .directory(home().toFile())
            .redirectInput(in.toFile())
            .redirectError(errors.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + ": " + Files.readString(errors));
    }
    return output;
  }
}
