package io.atelier.provider.nanobanana;

import io.atelier.provider.ProviderCost;
import io.atelier.provider.remote.PriceBook;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A task to be asked for: a model, what it is given, and what it is charged by.
 *
 * @param priced the model's name in the price book, where how it is used counts too
 */
record Creation(
    String model, JsonObject input, String priced, PriceBook.Unit unit, BigDecimal quantity) {

  /**
   * What is sent.
   *
   * @param callback where the provider may say that it is done
   */
  String body(Optional<String> callback) {
    JsonObjectBuilder body = Json.createObjectBuilder().add("model", model);
    callback.ifPresent(address -> body.add("callBackUrl", address));
    return body.add("input", input).build().toString();
  }

  ProviderCost estimate(PriceBook prices) {
    return prices.estimate(priced, unit, quantity);
  }

  // No cost of a task is ever told.
  ProviderCost cost(PriceBook prices) {
    return prices.computed(priced, unit, quantity).forWhatWasAsked();
  }
}
