package io.atelier.skill;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** Which text PostgreSQL can keep: all of Unicode but NUL, and no half characters. */
final class StorableText {
  private StorableText() {}

  static boolean is(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  static boolean is(JsonValue value) {
    if (value instanceof JsonString text) {
      return is(text.getString());
    }
    if (value instanceof JsonArray array) {
      return array.stream().allMatch(StorableText::is);
    }
    return !(value instanceof JsonObject object)
        || object.entrySet().stream().allMatch(e -> is(e.getKey()) && is(e.getValue()));
  }
}
