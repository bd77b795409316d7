package io.atelier.media.codec.child;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the program is told on its command line: {@code name=value}, files as URIs. */
final class Arguments {
  private final Map<String, String> values = new HashMap<>();

  Arguments(String... arguments) {
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
  }

  @Nullable String find(String name) {
    return values.get(name);
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("without " + name);
    }
    return value;
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }

  long count(String name) {
    return Long.parseLong(text(name));
  }

  double decimal(String name) {
    return Double.parseDouble(text(name));
  }

  /** A file's name as FFmpeg takes it. */
  String file(String name) {
    return "file:" + URI.create(text(name)).getPath();
  }
}
