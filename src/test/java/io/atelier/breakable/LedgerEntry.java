package io.atelier.breakable;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of the {@link Ledger}: what was asked of the provider, or charged by it, and what it
 * said.
 *
 * <p>Its {@code op} is {@code create poll download list cancel}, one per request of a client;
 * {@code charge}, one per paid task; {@code inside}, if somebody followed a redirect to where none
 * should; {@code control}, what a test set up.
 */
public record LedgerEntry(JsonObject json) {

  /** The whole lines of a ledger; what a kill cut short was never answered, and is left out. */
  public static List<LedgerEntry> read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole lines of a ledger's text. */
  public static List<LedgerEntry> parse(String text) {
    List<LedgerEntry> entries = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      entries.add(new LedgerEntry(JsonDocuments.read(text.substring(start, end))));
      start = end + 1;
    }
    return entries;
  }

  static LedgerEntry of(String op) {
    return new LedgerEntry(JsonDocuments.object().add("op", op).build());
  }

  /** With one more field; without, if the value is an empty Optional. */
  LedgerEntry with(String name, Object value) {
    JsonObjectBuilder more = JsonDocuments.object(json);
    add(more, name, value);
    return new LedgerEntry(more.build());
  }

  private static void add(JsonObjectBuilder json, String name, Object value) {
    switch (value) {
      case Optional<?> optional -> optional.ifPresent(present -> add(json, name, present));
      case Integer number -> json.add(name, number);
      case Long number -> json.add(name, number);
      case Boolean truth -> json.add(name, truth);
      case BigDecimal number -> json.add(name, number.toPlainString());
      case JsonValue other -> json.add(name, other);
      default -> json.add(name, value.toString());
    }
  }

  LedgerEntry stamped(long seq, Instant at) {
    JsonObjectBuilder stamped = JsonDocuments.object().add("seq", seq).add("at", at.toString());
    json.forEach(stamped::add);
    return new LedgerEntry(stamped.build());
  }

  byte[] line() {
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Counts up from 1, in the order in which things happened. */
  public long seq() {
    return json.getJsonNumber("seq").longValue();
  }

  /** When it was written down, before it was answered. */
  public Instant at() {
    return Instant.parse(json.getString("at"));
  }

  /** What was asked. */
  public String op() {
    return json.getString("op");
  }

  /** Whether that was asked. */
  public boolean is(String op) {
    return op().equals(op);
  }

  /** What came of it: for a create {@code accepted replayed conflict refused faulted}. */
  public String outcome() {
    return text("outcome").orElse("");
  }

  /** The account that was used, which is named by its flavour unless a tag changed that. */
  public String account() {
    return text("account").orElse("");
  }

  /** The provider's id of the task. */
  public String task() {
    return text("task").orElse("");
  }

  /** The client's own name of the create. */
  public String reference() {
    return text("reference").orElse("");
  }

  public String tenant() {
    return text("tenant").orElse("");
  }

  /** {@code video sfx bgm model_3d image}. */
  public String kind() {
    return text("kind").orElse("");
  }

  /** The fault that struck, as it was written. */
  public Optional<String> fault() {
    return text("fault");
  }

  /** What was charged by this entry, and by no other. */
  public BigDecimal amount() {
    return text("amount").map(BigDecimal::new).orElse(BigDecimal.ZERO);
  }

  /**
   * What the task of this accepted create makes.
   *
   * @param size how many bytes at least, as the server is set up
   */
  public byte[] result(long size) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    try {
      ResultMedia.of(json.getJsonObject("request").getJsonObject("media"), task(), size)
          .writeTo(result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result.toByteArray();
  }

  /** A field that is text, where it is there. */
  public Optional<String> text(String name) {
    return json.get(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }

  int number(String name) {
    return json.getInt(name);
  }
}
