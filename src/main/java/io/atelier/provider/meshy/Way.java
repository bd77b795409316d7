package io.atelier.provider.meshy;

import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.ProviderHandle;

/**
 * One way to a model, and which of its tasks: a task's id does not say which endpoint knows it, so
 * this is kept with it.
 */
enum Way {
  /** A shape without colours, from text; refined next. */
  PREVIEW("v2", "text-to-3d", "text-to-3d-preview", "preview"),
  /** The materials of a shape. */
  REFINE("v2", "text-to-3d", "text-to-3d-refine", "refine"),
  /** A whole model, from an image. */
  IMAGE("v1", "image-to-3d", "image-to-3d", "image");

  private final String version;
  private final String path;
  private final String type;
  private final String priced;

  Way(String version, String path, String type, String priced) {
    this.version = version;
    this.path = path;
    this.type = type;
    this.priced = priced;
  }

  /** The way that a create of a request goes. */
  static Way of(Model request, int stage) {
    if (request.reference() != null) {
      return IMAGE;
    }
    return stage == 1 ? PREVIEW : REFINE;
  }

  /** The way that a task went; what is not kept with it was the first create. */
  static Way of(ProviderHandle handle, Model request) {
    return handle.state().isEmpty() ? of(request, 1) : valueOf(handle.state());
  }

  String version() {
    return version;
  }

  String path() {
    return path;
  }

  /** What its tasks call themselves. */
  String type() {
    return type;
  }

  /** What its price in credits is called in the configuration. */
  String priced() {
    return priced;
  }
}
