package io.atelier.artifact;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests and responses that have header fields and nothing else. */
final class HeadersOnly {
  private HeadersOnly() {}

  /** A request with these lines, names and values in turn; a name may come again. */
  static HttpServletRequest request(String... lines) {
    Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < lines.length; i += 2) {
      fields.computeIfAbsent(lines[i], name -> new ArrayList<>()).add(lines[i + 1]);
    }
    return proxy(
        HttpServletRequest.class,
        (method, arguments) -> {
          List<String> values = fields.getOrDefault((String) arguments[0], List.of());
          return switch (method) {
            case "getHeader" -> values.isEmpty() ? null : values.get(0);
            case "getHeaders" -> Collections.enumeration(values);
            default -> throw new UnsupportedOperationException(method);
          };
        });
  }

  /** A response that writes its fields into that map; what is added again is joined by a comma. */
  static HttpServletResponse response(Map<String, String> fields) {
    return proxy(
        HttpServletResponse.class,
        (method, arguments) -> {
          switch (method) {
            case "setHeader" -> fields.put((String) arguments[0], (String) arguments[1]);
            case "addHeader" ->
                fields.merge((String) arguments[0], (String) arguments[1], (a, b) -> a + ", " + b);
            case "setStatus" -> fields.put("status", String.valueOf(arguments[0]));
            case "containsHeader" -> {
              return fields.containsKey((String) arguments[0]);
            }
            default -> throw new UnsupportedOperationException(method);
          }
          return null;
        });
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.answer(method.getName(), arguments)));
  }

  private interface Call {
    Object answer(String method, Object[] arguments);
  }
}
