package io.atelier.media;

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
 * The Khronos glTF validator on Node.js, which npm installs below target by the lock file beside
 * this test: once, then from npm's cache.
 */
public final class GltfValidator {
  private static final Path HOME = Path.of("target", "gltf-validator").toAbsolutePath();
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "validate.mjs");

  private GltfValidator() {}

  /** What the validator says of each file; aborts the test where it cannot be had, except in CI. */
  public static synchronized List<JsonObject> validate(List<Path> files)
      throws IOException, InterruptedException {
    install();
    String paths = String.join("\n", files.stream().map(Path::toString).toList());
    Path script = HOME.resolve("validate.mjs");
    String lines = run(paths, "node", script.toString(), HOME.toString());
    List<JsonObject> reports = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      try (JsonReader reader = Json.createReader(new StringReader(line))) {
        reports.add(reader.readObject());
      }
    }
    return reports;
  }

  private static void install() throws IOException, InterruptedException {
    for (String name : FILES) {
      try (InputStream in = GltfValidator.class.getResourceAsStream("/gltf-validator/" + name)) {
        Files.copy(in, HOME.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (Files.exists(HOME.resolve("node_modules/gltf-validator/package.json"))) {
      return;
    }
    try {
      run("", "npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
    } catch (IOException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw e;
      }
      abort("the Khronos glTF validator cannot be had without Node.js and npm: " + e.getMessage());
    }
  }

  private static String run(String input, String... command)
      throws IOException, InterruptedException {
    Path errors = HOME.resolve("errors.txt");
    Path in = Files.writeString(HOME.resolve("input.txt"), input);
    Process process =
        new ProcessBuilder(command)
            .directory(HOME.toFile())
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
