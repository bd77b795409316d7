package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

public final class ModelSynthesizer {
  public static final int MIN_TRIANGLES = 100;
  public static final int MAX_TRIANGLES = 50_000;

  private ModelSynthesizer() {}

  public static void write(
      @Nullable String prompt, @Nullable Path referenceImage, int maxTriangles, Path glb)
      throws IOException {
    Prompt words = Prompt.of(prompt == null ? "" : prompt);
    Workshop shop = new Workshop(words);
    Glb.write(Subject.of(words).build(shop, maxTriangles).normalised(), glb);
  }
}
