package io.atelier.provider.procedural.video;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

final class ReferenceShot {
  static List<Layer> layers(Setting setting, Path reference) throws IOException {
    return List.of();
  }
}
