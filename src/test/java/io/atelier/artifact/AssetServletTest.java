package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.PropertiesConfig;
import io.atelier.storage.AssetStorage;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a reader is told when the disk fails. */
class AssetServletTest {
  private static final AssetPath PATH =
      AssetPath.parse("acme/r/image/" + "ab".repeat(32) + ".png").orElseThrow();

  private final Map<String, Object> fields = new HashMap<>();
  private final List<Integer> counted = new ArrayList<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status = 200;

  @Test
  void an_asset_that_cannot_be_read_is_a_problem_that_pages_may_see_and_that_is_counted()
      throws Exception {
    servlet(new IOException("Input/output error")).service(request(), response());
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

  private static HttpServletRequest request() {
    return proxy(
        HttpServletRequest.class,
        (self, method, arguments) -> method.getName().equals("getMethod") ? "GET" : null);
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
