package io.atelier.provider.nanobanana;

import io.atelier.provider.ProviderCost;
import io.atelier.provider.remote.PriceBook;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;

/**
 * A task to be asked for: a model, what it is given, and what it is charged by.
 *
 * @param priced the model's name in the price book, where how it is used counts too
 */
record Creation(
    String model, JsonObject input, String priced, PriceBook.Unit unit, BigDecimal quantity) {

  String body() {
    return Json.createObjectBuilder().add("model", model).add("input", input).build().toString();
  }

  ProviderCost estimate(PriceBook prices) {
    return prices.estimate(priced, unit, quantity);
  }

  // No cost of a task is ever told.
  ProviderCost cost(PriceBook prices) {
    return prices.computed(priced, unit, quantity);
  }
}
