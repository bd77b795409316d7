package io.atelier.media;

import io.atelier.NpmTool;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The Khronos glTF validator. */
public final class GltfValidator {
  private static final NpmTool TOOL =
      new NpmTool("gltf-validator", "validate.mjs", "gltf-validator");

  private GltfValidator() {}

  /** What the validator says of each file; aborts the test where it cannot be had, except in CI. */
  public static synchronized List<JsonObject> validate(List<Path> files)
      throws IOException, InterruptedException {
    return TOOL.run(String.join("\n", files.stream().map(Path::toString).toList()));
  }
}
