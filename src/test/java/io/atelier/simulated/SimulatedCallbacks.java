package io.atelier.simulated;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Calls back where a create said so, once its task is done: three times at most where it is not
 * answered by 200. Where the time stands still nobody is called.
 */
public final class SimulatedCallbacks {
  private static final int TRIES = 3;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SimulatedTime time;
  private volatile UnaryOperator<URI> network = UnaryOperator.identity();
  private volatile @Nullable String key;

  SimulatedCallbacks(SimulatedTime time) {
    this.time = time;
  }

  /** What stands between: where calls to an address really go. */
  public void through(UnaryOperator<URI> route) {
    network = route;
  }

  /** Has calls signed, as kie.ai does where its dashboard has a key for it. */
  public void signedWith(@Nullable String dashboardKey) {
    key = dashboardKey;
  }

  /**
   * Calls back for a task when it is done.
   *
   * @param signs whether whoever calls signs at all
   */
  void done(
      SimulatedTask task,
      Function<SimulatedTask, JsonObject> body,
      SimulatedLedger ledger,
      boolean signs) {
    if (!(task.request().get("callBackUrl") instanceof JsonString url)
        || !time.isRunning()
        || task.tags().has("hang")) {
      return;
    }
    int calls = task.tags().has("duplicate_callback") ? 2 : 1;
    CompletableFuture.delayedExecutor(
            time.until(task.finished()).toMillis(),
            TimeUnit.MILLISECONDS,
            Executors.newVirtualThreadPerTaskExecutor())
        .execute(
            () -> {
              task.media().join();
              for (int i = 0; i < calls; i++) {
                call(
                    network.apply(URI.create(url.getString())),
                    task,
                    body.apply(task),
                    ledger,
                    signs);
              }
            });
  }

  private void call(
      URI to, SimulatedTask task, JsonObject body, SimulatedLedger ledger, boolean signs) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(Duration.ofSeconds(15))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    if (signs && key != null) {
      String stamp = String.valueOf(Instant.now().getEpochSecond());
      request.header("X-Webhook-Timestamp", stamp);
      request.header(
          "X-Webhook-Signature", signature(String.valueOf(key), task.id() + "." + stamp));
    }
    for (int i = 0; i < TRIES; i++) {
      int status = status(request.build());
      ledger.count("callbacks");
      ledger.count("callbacks_" + status);
      if (status == 200) {
        return;
      }
    }
  }

  private int status(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** The header that proves who calls. */
  public static String signature(String key, String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
