package io.atelier.media;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where values of a JSON text stand, any index being "#"; made once for all that stand there, so
 * that a text of millions of them costs no text for each.
 */
final class JsonPlace {
  /** More than glTF has members; of others each costs its own. */
  private static final int MOST_KEPT = 1_000;

  /** Those that are kept of one document. */
  private static final class Kept {
    int count;
  }

  final String path;
  private final Kept kept;
  private final Map<String, JsonPlace> members = new HashMap<>(0);
  private @Nullable JsonPlace element;

  private JsonPlace(String path, Kept kept) {
    this.path = path;
    this.kept = kept;
  }

  static JsonPlace root() {
    return new JsonPlace("", new Kept());
  }

  JsonPlace element() {
    if (element == null) {
      element = new JsonPlace(path + "/#", kept);
    }
    return element;
  }

  JsonPlace member(String name) {
    JsonPlace known = members.get(name);
    if (known != null) {
      return known;
    }
    JsonPlace member = new JsonPlace(path.isEmpty() ? name : path + "/" + name, kept);
    if (kept.count < MOST_KEPT) {
      kept.count++;
      members.put(name, member);
    }
    return member;
  }
}
