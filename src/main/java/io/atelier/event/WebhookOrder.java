package io.atelier.event;

import io.atelier.egress.Destination;
import io.atelier.egress.EgressClient;
import io.atelier.egress.EgressException;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import io.atelier.problem.ProblemException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that somebody wants.
 *
 * @param types empty for all
 */
record WebhookOrder(Destination destination, Set<String> types) {
  private static final String URL = "url";
  private static final String TYPES = "types";

  /**
   * The order in a request's body. Its URL's host is looked up: not in a transaction.
   *
   * @throws ProblemException naming the field that is wrong
   */
  static WebhookOrder read(InputStream body, EgressClient egress) throws IOException {
    JsonObject order = JsonBody.read(body, List.of(URL, TYPES));
    if (!order.containsKey(URL)) {
      throw new ProblemException(ErrorCode.MISSING_FIELD, URL, URL + " is required.");
    }
    return new WebhookOrder(
        destination(order.getOrDefault(URL, JsonValue.NULL), egress), types(order.get(TYPES)));
  }

  /** The types with commas between; null for all. */
  @Nullable String typesOrNull() {
    return types.isEmpty() ? null : String.join(",", types);
  }

  private static Destination destination(JsonValue url, EgressClient egress) {
    if (url instanceof JsonString text) {
      Destination destination = egress.destination(text.getString()).orElseThrow(WebhookOrder::bad);
      try {
        egress.check(destination);
        return destination;
      } catch (EgressException e) {
        throw bad(); // with the same words: whether a name exists inside is nobody's business
      }
    }
    throw bad();
  }

  private static InvalidFieldException bad() {
    return new InvalidFieldException(
        URL, "must be an https URL of a host on the public internet, without user and fragment");
  }

  private static Set<String> types(@Nullable JsonValue types) {
    if (types == null || types.equals(JsonValue.NULL)) {
      return Set.of();
    }
    if (types instanceof JsonArray names
        && !names.isEmpty()
        && names.stream().allMatch(JsonString.class::isInstance)) {
      return EventFilter.types(
          TYPES, names.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList());
    }
    throw new InvalidFieldException(
        TYPES, "must be a list of types of events; leave it out for all");
  }
}
