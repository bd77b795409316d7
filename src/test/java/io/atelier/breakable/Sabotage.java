package io.atelier.breakable;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Sends an answer, or what a fault makes of it. */
final class Sabotage {
  private static final String GATEWAY_PAGE =
      """
      <html>
      <head><title>502 Bad Gateway</title></head>
      <body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body>
      </html>
      """;
  private static final String LOGIN_PAGE =
      "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in</body></html>";

  private final Connection connection;
  private final URI inside;

  /**
   * For that connection.
   *
   * @param inside where a redirect leads that has no address of its own
   */
  Sabotage(Connection connection, URI inside) {
    this.connection = connection;
    this.inside = inside;
  }

  /** Sends it; answers whether the connection can go on. */
  boolean send(Answer answer, Optional<Fault> fault) throws IOException {
    if (fault.isEmpty()) {
      answer.writeTo(connection.out());
      return true;
    }
    return send(answer, fault.get());
  }

  private boolean send(Answer answer, Fault fault) throws IOException {
    switch (fault.effect()) {
      case RESET -> connection.reset();
      case HANG -> connection.hang();
      case EMPTY -> connection.close();
      case DRIP -> answer.writeTo(connection.dripping(Duration.ofMillis(fault.number(100))));
      case TRUNCATED -> half(answer);
      case RESET_MID_BODY -> {
        half(answer);
        connection.reset();
      }
      case HANG_MID_BODY -> {
        half(answer);
        connection.hang();
      }
      case MALFORMED_CHUNK -> {
        chunked(answer);
        chunk("{\"id\"");
        connection
            .out()
            .write("no length\r\n: 1}\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      case ENDLESS -> {
        chunked(answer);
        while (true) {
          chunk(" ".repeat(8192));
        }
      }
      default -> {
        instead(answer, fault).writeTo(connection.out());
        return true;
      }
    }
    return fault.effect() == Effect.DRIP;
  }

  /** Another answer, itself whole. */
  private Answer instead(Answer answer, Fault fault) {
    return switch (fault.effect()) {
      case BAD_GATEWAY -> Answer.of(502, "text/html", Body.of(GATEWAY_PAGE));
      case ERROR -> Answer.error(fault.number(500), "internal");
      case UNREADABLE ->
          Answer.of(200, "application/json", Body.of("{\"status\":\"running\",\"id\":\"task-"));
      case BARE -> Answer.of(200, "application/json", Body.of("{}"));
      case HTML -> Answer.of(200, type(answer), Body.of(LOGIN_PAGE));
      case ZERO_BYTES -> Answer.of(200, type(answer), Body.of(""));
      case CORRUPT -> new Answer(answer.status(), answer.headers(), new Corrupt(answer.body()));
      case REDIRECT ->
          Answer.of(302, "text/plain", Body.of(""))
              .with("Location", fault.value().orElse(inside.toString()));
      case REFUSED -> refused(fault.value().orElse("invalid_input"));
      case REFUSED_200 -> Answer.error(200, fault.value().orElse("invalid_input"));
      case THROTTLED -> throttled(fault.value());
      case EXPIRED -> Answer.error(fault.number(403), "expired");
      default -> throw new IllegalStateException("not an answer's fault: " + fault.text());
    };
  }

  private static Answer refused(String code) {
    return Answer.error(
        switch (code) {
          case "auth" -> 401;
          case "out_of_credits" -> 402;
          case "content_policy" -> 422;
          case "not_found" -> 404;
          case "rate_limited", "queue_full" -> 429;
          default -> 400;
        },
        code);
  }

  private static Answer throttled(Optional<String> how) {
    Answer plain = Answer.error(429, "rate_limited");
    return how.map(value -> plain.with("Retry-After", retryAfter(value))).orElse(plain);
  }

  private static String retryAfter(String how) {
    return switch (how) {
      case "date" ->
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              Instant.now().plusSeconds(2).atOffset(ZoneOffset.UTC));
      case "garbage" -> "soon; maybe";
      case "huge" -> "99999999999999999999";
      case "negative" -> "-5";
      default -> how;
    };
  }

  private void half(Answer answer) throws IOException {
    connection.out().write(answer.head());
    answer.body().writeTo(connection.upTo(answer.body().length() / 2));
  }

  private void chunked(Answer answer) throws IOException {
    connection.out().write(answer.head("Transfer-Encoding: chunked"));
  }

  private void chunk(String text) throws IOException {
    connection
        .out()
        .write(
            (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
  }

  private static String type(Answer answer) {
    return answer.headers().getOrDefault("Content-Type", "application/octet-stream");
  }

  /** The same length, one byte in the middle turned over. */
  private record Corrupt(Body body) implements Body {
    @Override
    public long length() {
      return body.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      long wrong = length() / 2;
      body.writeTo(
          new FilterOutputStream(out) {
            private long position;

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
              byte[] copy = bytes.clone();
              if (position <= wrong && wrong < position + length) {
                copy[from + (int) (wrong - position)] ^= (byte) 0xff;
              }
              position += length;
              out.write(copy, from, length);
            }
          });
    }
  }
}
