package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * The API as the server under test describes it, held against its own live answers: the status, the
 * media type and the body of every one must be what the description says of its operation.
 *
 * <p>OpenAPI 3.1's schemas are JSON Schema's; that is what validates them.
 */
final class DescribedApi {
  private static final String DOCUMENT = "https://atelier.test/openapi.json";
  private static final String BASE = "/api/v1/";

  private final JsonObject document;
  private final SchemaRegistry schemas;
  private final List<Route> routes;
  private final Map<String, Schema> known = new ConcurrentHashMap<>();

  private DescribedApi(String document) {
    this.document = LiveServer.object(document);
    this.schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(Map.of(DOCUMENT, document)));
    // What has fewer parameters is nearer to what was meant.
    this.routes =
        this.document.getJsonObject("paths").keySet().stream()
            .map(Route::of)
            .sorted(
                Comparator.comparingLong(
                    route -> route.path().chars().filter(c -> c == '{').count()))
            .toList();
  }

  /** The description that the server under test serves. */
  static DescribedApi served() {
    return Holder.SERVED;
  }

  /** The description itself. */
  JsonObject document() {
    return document;
  }

  /**
   * Fails where an answer is not what the description says of it.
   *
   * @param type the answer's Content-Type; empty where it has no body
   */
  void check(String method, URI uri, int status, String type, String body) {
    if (!uri.getRawPath().startsWith(BASE) || method.equals("HEAD") || method.equals("OPTIONS")) {
      return;
    }
    String what = "%s %s -> %d %s".formatted(method, uri.getRawPath(), status, body);
    String media = type.split(";")[0].strip();
    Optional<Route> route =
        routes.stream()
            .filter(one -> one.pattern().matcher(uri.getRawPath()).matches())
            .findFirst();
    JsonObject operation =
        route
            .map(one -> document.getJsonObject("paths").getJsonObject(one.path()))
            .map(item -> item.getJsonObject(method.toLowerCase(Locale.ROOT)))
            .orElse(null);
    if (operation == null) {
      assertThat(status).as("%s is not described", what).isBetween(400, 599);
      checkBody(what, "/components/schemas/Problem", body);
      return;
    }
    String pointer =
        "/paths/%s/%s/responses/%d"
            .formatted(
                escaped(route.orElseThrow().path()), method.toLowerCase(Locale.ROOT), status);
    JsonObject response =
        operation.getJsonObject("responses").getJsonObject(String.valueOf(status));
    assertThat(response).as("%s: the status is not described", what).isNotNull();
    if (response.containsKey("$ref")) {
      pointer = response.getString("$ref").substring(1);
      response = document.getValue(pointer).asJsonObject();
    }
    JsonObject content = response.getJsonObject("content");
    if (content == null) {
      assertThat(body).as("%s: no body is described", what).isEmpty();
      return;
    }
    assertThat(content.keySet()).as("%s: media types", what).contains(media);
    if (media.equals("application/json") || media.endsWith("+json")) {
      checkBody(what, pointer + "/content/" + escaped(media) + "/schema", body);
    }
  }

  private void checkBody(String what, String pointer, String body) {
    Schema schema =
        known.computeIfAbsent(
            pointer, p -> schemas.getSchema(SchemaLocation.of(DOCUMENT + "#" + p)));
    assertThat(schema.validate(body, InputFormat.JSON)).as("%s by %s", what, pointer).isEmpty();
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private record Route(String path, Pattern pattern) {
    static Route of(String path) {
      return new Route(path, Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]*")));
    }
  }

  private static final class Holder {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final DescribedApi SERVED = new DescribedApi(read());

    // Liberty has none for a moment while another class's application is put beside the product.
    private static String read() {
      URI address = LiveServer.at("/openapi?format=json");
      long end = System.nanoTime() + PATIENCE.toNanos();
      HttpResponse<byte[]> answer = LiveServer.get(address, "none");
      while (answer.statusCode() != 200 && System.nanoTime() < end) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        answer = LiveServer.get(address, "none");
      }
      return LiveServer.text(answer);
    }
  }
}
