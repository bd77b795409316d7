package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.PropertiesConfig;
import io.atelier.storage.AssetStorage;
import io.atelier.storage.StoredAsset;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader is told when the disk fails. */
class AssetServletTest {
  private static final AssetPath PATH =
      AssetPath.parse("acme/r/image/" + "ab".repeat(32) + ".png").orElseThrow();

  private final Map<String, Object> fields = new HashMap<>();
  private final List<Integer> counted = new ArrayList<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final List<Integer> opened = new ArrayList<>(List.of(0, 0));
  private int status = 200;

  @Test
  void an_asset_that_cannot_be_read_is_a_problem_that_pages_may_see_and_that_is_counted()
      throws Exception {
    servlet(new IOException("Input/output error")).service(request(""), response());
    assertThat(status).isEqualTo(503);
    assertThat(counted).containsExactly(503);
    assertThat(fields)
        .containsEntry("Access-Control-Allow-Origin", "*")
        .containsEntry("Cross-Origin-Resource-Policy", "cross-origin")
        .containsEntry("Cache-Control", "no-store");
    assertThat(body.toString(StandardCharsets.UTF_8))
        .contains("\"code\":\"UNAVAILABLE\"")
        .doesNotContain("Input/output");
  }

  /** It is sent by another thread, which nobody hears who has a status to choose. */
  @ParameterizedTest
  @ValueSource(strings = {"", "bytes=5-900000", "bytes=0-400000,500000-900000"})
  void a_large_asset_that_cannot_be_read_is_one_too_and_no_answer_that_is_cut(String ranges)
      throws Exception {
    AssetServlet servlet = servlet(new BrokenFile());
    for (int i = 1; i <= 3; i++) {
      servlet.service(request(ranges), response());
      assertThat(status).isEqualTo(503);
      assertThat(body.toString(StandardCharsets.UTF_8)).contains("\"code\":\"UNAVAILABLE\"");
      assertThat(body.toString(StandardCharsets.UTF_8)).doesNotContain("Content-Range");
      assertThat(fields).doesNotContainKeys("ETag", "Content-Range");
      assertThat(opened).as("opened, and closed").containsExactly(i, i);
      body.reset();
    }
  }

  @Test
  void a_large_asset_that_is_gone_is_not_found() throws Exception {
    AssetServlet servlet = servlet(new BrokenFile());
    servlet.storage = gone(servlet.storage);
    servlet.service(request(""), response());
    assertThat(status).isEqualTo(404);
    assertThat(fields).doesNotContainKey("ETag");
  }

  private static AssetStorage gone(AssetStorage storage) {
    return proxy(
        AssetStorage.class,
        (self, method, arguments) -> {
          if (method.getName().equals("read")) {
            throw new NoSuchFileException("gone");
          }
          return method.invoke(storage, arguments);
        });
  }

  private AssetServlet servlet(BrokenFile file) {
    StoredAsset asset = new StoredAsset(PATH.key(), 1_000_000, Instant.EPOCH);
    AssetServlet servlet = servlet(new IOException("not asked"));
    servlet.storage =
        proxy(
            AssetStorage.class,
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "find" -> Optional.of(asset);
                  case "read" -> file.opened();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
    servlet.largeReads = new LargeReads();
    servlet.largeReads.config =
        PropertiesConfig.of(
            Map.of("artifact.large-reads", "1", "artifact.large-reads-per-tenant", "1"));
    servlet.largeReads.read();
    return servlet;
  }

  private AssetServlet servlet(IOException failure) {
    AssetServlet servlet = new AssetServlet();
    servlet.storage =
        proxy(
            AssetStorage.class,
            (self, method, arguments) -> {
              throw failure;
            });
    servlet.removed = new RemovedAssets();
    servlet.smallAssets = new SmallAssets();
    servlet.origins = new CrossOrigin();
    servlet.origins.config = PropertiesConfig.of(Map.of("cross-origin.origins", "*"));
    servlet.origins.read();
    servlet.permissions =
        new Permissions() {
          @Override
          Permission of(HttpServletRequest request) {
            return new Permission(PATH, Duration.ofHours(1));
          }
        };
    servlet.metrics =
        new AssetMetrics(null) {
          @Override
          void answered(int status) {
            counted.add(status);
          }
        };
    return servlet;
  }

  private static HttpServletRequest request(String ranges) {
    return proxy(
        HttpServletRequest.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "getMethod" -> "GET";
              case "getHeader" -> arguments[0].equals("Range") && !ranges.isEmpty() ? ranges : null;
              case "getHeaders" -> Collections.emptyEnumeration();
              case "startAsync" -> throw new AssertionError("it was not read before");
              default -> null;
            });
  }

  private HttpServletResponse response() {
    return proxy(
        HttpServletResponse.class,
        (self, method, arguments) -> {
          switch (method.getName()) {
            case "setStatus" -> status = (int) arguments[0];
            case "setHeader", "addHeader" -> fields.put((String) arguments[0], arguments[1]);
            case "reset" -> fields.clear();
            case "isCommitted" -> {
              return false;
            }
            case "getStatus" -> {
              return status;
            }
            case "getOutputStream" -> {
              return new Out();
            }
            default -> {
              return null;
            }
          }
          return null;
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** It opens, as a file whose disk fails does. */
  private final class BrokenFile extends InputStream {
    private InputStream opened() {
      opened.set(0, opened.get(0) + 1);
      return this;
    }

    @Override
    public int read() throws IOException {
      throw new IOException("Input/output error");
    }

    @Override
    public void close() {
      opened.set(1, opened.get(1) + 1);
    }
  }

  private final class Out extends ServletOutputStream {
    @Override
    public void write(int b) {
      body.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
