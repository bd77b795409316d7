package io.atelier.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A collector of traces, by OTLP over HTTP, that keeps what it is sent. */
final class TraceReceiver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpServer server;
  private final List<Received> spans = new CopyOnWriteArrayList<>();

  TraceReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream body =
          zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
      ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .map(Received::of)
          .forEach(spans::add);
      byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** The spans of a trace, once one of that name is among them. */
  List<Received> trace(String id, String until) {
    await(span -> span.trace().equals(id) && span.name().equals(until));
    return spans.stream().filter(span -> span.trace().equals(id)).toList();
  }

  /** A span that is like that, once there is one. */
  Received await(Predicate<Received> like) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (Received span : spans) {
        if (like.test(span)) {
          return span;
        }
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("no such span among " + spans);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  List<Received> all() {
    return List.copyOf(spans);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /**
   * A span, its ids in hexadecimal.
   *
   * @param parent empty if it has none
   */
  record Received(
      String name,
      String trace,
      String id,
      String parent,
      long start,
      long end,
      boolean failed,
      Map<String, String> attributes) {
    private static Received of(Span span) {
      return new Received(
          span.getName(),
          HexFormat.of().formatHex(span.getTraceId().toByteArray()),
          HexFormat.of().formatHex(span.getSpanId().toByteArray()),
          HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
          span.getStartTimeUnixNano(),
          span.getEndTimeUnixNano(),
          span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR,
          span.getAttributesList().stream()
              .collect(
                  Collectors.toMap(KeyValue::getKey, entry -> entry.getValue().getStringValue())));
    }
  }
}
