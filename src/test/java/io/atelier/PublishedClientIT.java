package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.client.Atelier;
import io.atelier.client.Operations;
import io.atelier.client.Step;
import io.atelier.generation.JobView;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.File;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Issue 7: the client that is published for Java can ask for everything, and stands alone. */
class PublishedClientIT {
  private static final String JAR = "target/atelier-client.jar";

  /** What the interfaces have no methods for, as the package says. */
  private static final List<String> NOT_OFFERED =
      List.of(
          // streams of events
          "get /api/v1/events",
          "get /api/v1/jobs/[{]id[}]/events",
          // providers'
          "post /api/v1/hooks/.*");

  /** Of reports: whole ones, and whether they changed, are for any HTTP client. */
  private static final Set<String> REPORTS = Set.of("format", "If-None-Match");

  @Test
  void it_has_every_request_and_every_parameter_that_the_api_describes() {
    Map<String, Set<String>> described = new TreeMap<>();
    DescribedApi.served()
        .document()
        .getJsonObject("paths")
        .forEach((path, item) -> describe(path, item.asJsonObject(), described));
    Map<String, Set<String>> offered = new TreeMap<>();
    Stream.of(Atelier.class, Operations.class)
        .flatMap(type -> Stream.of(type.getMethods()))
        .map(Method::getReturnType)
        .filter(type -> type.isAnnotationPresent(Path.class))
        .flatMap(type -> Stream.of(type.getMethods()))
        .forEach(
            method ->
                offered
                    .computeIfAbsent(request(method), one -> new TreeSet<>())
                    .addAll(parameters(method)));
    assertThat(offered).isEqualTo(described);
  }

  private static void describe(String path, JsonObject item, Map<String, Set<String>> described) {
    item.forEach(
        (verb, operation) -> {
          String request = verb + " " + path;
          if (operation instanceof JsonObject json
              && NOT_OFFERED.stream().noneMatch(request::matches)) {
            Set<String> names = new TreeSet<>();
            names.addAll(names(item.getJsonArray("parameters")));
            names.addAll(names(json.getJsonArray("parameters")));
            names.removeAll(REPORTS);
            described.put(request, names);
          }
        });
  }

  private static List<String> names(JsonArray parameters) {
    return parameters == null
        ? List.of()
        : parameters.stream()
            .map(JsonValue::asJsonObject)
            .filter(parameter -> !parameter.getString("in").equals("path"))
            .map(parameter -> parameter.getString("name"))
            .toList();
  }

  private static String request(Method method) {
    Path below = method.getAnnotation(Path.class);
    String verb =
        Stream.of(method.getAnnotations())
            .flatMap(one -> Stream.ofNullable(one.annotationType().getAnnotation(HttpMethod.class)))
            .map(HttpMethod::value)
            .findFirst()
            .orElseThrow();
    return verb.toLowerCase(Locale.ROOT)
        + " "
        + method.getDeclaringClass().getAnnotation(Path.class).value()
        + (below == null ? "" : below.value());
  }

  private static Set<String> parameters(Method method) {
    Set<String> names = new TreeSet<>();
    for (Parameter parameter : method.getParameters()) {
      name(parameter, names);
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getDeclaredFields()) {
          name(field, names);
        }
      }
    }
    return names;
  }

  private static void name(AnnotatedElement parameter, Set<String> names) {
    if (parameter.isAnnotationPresent(QueryParam.class)) {
      names.add(parameter.getAnnotation(QueryParam.class).value());
    }
    if (parameter.isAnnotationPresent(HeaderParam.class)) {
      names.add(parameter.getAnnotation(HeaderParam.class).value());
    }
  }

  /** JSON-B and the REST client look at all methods of what they read, write and call. */
  @Test
  void each_of_its_classes_needs_none_that_is_not_published() throws Exception {
    List<String> lacking = new ArrayList<>();
    try (URLClassLoader alone = alone();
        JarFile jar = new JarFile(JAR)) {
      List<String> names =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
              .map(name -> name.replace('/', '.').substring(0, name.length() - ".class".length()))
              .toList();
      assertThat(names).hasSizeGreaterThan(60);
      for (String name : names) {
        Class<?> type = Class.forName(name, false, alone);
        assertThat(type.getClassLoader()).isSameAs(alone);
        try {
          if (type.isRecord() || type.isInterface()) {
            type.getDeclaredMethods();
            type.getDeclaredConstructors();
          } else {
            type.getMethods();
          }
        } catch (LinkageError e) {
          lacking.add(name + ": " + e.getMessage());
        }
      }
    }
    assertThat(lacking).isEmpty();
  }

  @Test
  void its_jar_is_enough_to_call_a_server() throws Exception {
    String token = token(LiveServer.bearer(LiveServer.newTenant()));
    JobView job = made(token);
    asAlone(
        (alone, there) -> {
          Object skills = call(there, "skills");
          assertThat(call(skills, "list").toString()).contains("generate_texture", "procedural");
          Class<?> selection = alone.loadClass("io.atelier.client.CostSelection");
          Object sums =
              call(
                  call(there, "costs"),
                  "sums",
                  "kind",
                  selection.getMethod("all").invoke(null),
                  null,
                  null);
          assertThat(sums.toString()).contains("kind=sfx", "USD");
          assertThat(call(call(there, "storage"), "usage", "type", null, null, null).toString())
              .contains("audio");
          assertThat(call(call(there, "runs"), "cancel", "spring-26").toString())
              .contains("count=0");
          Object shown = call(call(there, "jobs"), "get", job.id(), null);
          assertThat(shown.toString()).contains(job.id().toString(), "COMPLETED", "procedural");
          assertThat(shown.getClass().getClassLoader()).isSameAs(alone);
        },
        token);
  }

  @Test
  void its_jar_is_enough_for_an_operator() throws Exception {
    String tenant = LiveServer.newTenant();
    asAlone(
        (alone, there) -> {
          Object operations = call(there, "operations");
          Object settings = call(operations, "settings");
          Object read = call(settings, "storage", tenant);
          assertThat(read.toString()).contains("Quota[quotaBytes=");
          Object quota =
              alone
                  .loadClass("io.atelier.artifact.Quota")
                  .getConstructor(Long.class)
                  .newInstance(7_000L);
          Object set = call(settings, "setStorage", tenant, call(read, "tag"), quota);
          assertThat(call(set, "value")).isEqualTo(quota);
          call(settings, "resetStorage", tenant, call(set, "tag"));
          assertThat(call(call(operations, "providers"), "list").toString())
              .contains("name=procedural");
          assertThat(call(call(operations, "audit"), "list", tenant, null, 2).toString())
              .contains("storage-change");
        },
        token(LiveServer.operator()));
  }

  private static JobView made(String token) {
    try (Atelier atelier = Atelier.at(LiveServer.at(""), () -> token)) {
      JsonObject win =
          Json.createObjectBuilder().add("type", "sfx").add("interaction", "win").build();
      JobView job = atelier.runs().order("spring-26", null, Step.of("generate_audio", win));
      return atelier.jobs().get(job.id(), "wait=60");
    }
  }

  /** Has something done with the jar, none of the server's other classes at hand. */
  private static void asAlone(Story story, String token) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader alone = alone()) {
      thread.setContextClassLoader(alone);
      Supplier<String> tokens = () -> token;
      Object atelier =
          alone
              .loadClass("io.atelier.client.Atelier")
              .getMethod("at", URI.class, Supplier.class)
              .invoke(null, LiveServer.at(""), tokens);
      story.tell(alone, atelier);
      call(atelier, "close");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private interface Story {
    void tell(ClassLoader alone, Object atelier) throws Exception;
  }

  private static URLClassLoader alone() throws MalformedURLException {
    List<URL> jars = new ArrayList<>();
    jars.add(java.nio.file.Path.of(JAR).toUri().toURL());
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : path.split(File.pathSeparator)) {
      // The tests' classes are what a MicroProfile runtime brings: a configuration.
      if (entry.endsWith(".jar") || entry.endsWith("test-classes")) {
        jars.add(java.nio.file.Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  // Proxies' classes are not public; what they implement is.
  private static Object call(Object target, String method, Object... arguments) throws Exception {
    return Stream.concat(Stream.of(target.getClass().getInterfaces()), Stream.of(target.getClass()))
        .flatMap(type -> Stream.of(type.getMethods()))
        .filter(one -> one.getName().equals(method))
        .filter(one -> one.getParameterCount() == arguments.length)
        .findFirst()
        .orElseThrow()
        .invoke(target, arguments);
  }

  private static String token(String bearer) {
    return bearer.substring("Bearer ".length());
  }
}
