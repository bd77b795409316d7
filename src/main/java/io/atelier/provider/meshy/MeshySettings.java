package io.atelier.provider.meshy;

import io.atelier.provider.ProviderCost;
import io.atelier.provider.remote.PriceBook;
import io.atelier.provider.remote.PriceBook.Unit;
import io.atelier.provider.remote.RemoteSettings;
import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The settings {@code meshy.*}.
 *
 * @param model which of its models makes the shape and the materials
 * @param aim the share of the triangles asked for that it is told, since it only comes near them
 */
record MeshySettings(
    RemoteSettings remote, String model, BigDecimal aim, PriceBook prices, Config config) {

  MeshySettings {
    if (aim.signum() <= 0 || aim.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("meshy.polycount-aim is above 0, and 1 at most");
    }
  }

  static MeshySettings read(Config config) {
    return new MeshySettings(
        RemoteSettings.read(config, MeshyAdapter.NAME),
        config.getValue("meshy.model", String.class),
        config.getValue("meshy.polycount-aim", BigDecimal.class),
        PriceBook.read(config, MeshyAdapter.NAME),
        config);
  }

  /** What a create of that way is going to cost. */
  ProviderCost estimate(Way way) {
    return credits(way)
        .map(credits -> prices.estimate(model, Unit.CREDIT, credits))
        .orElseGet(() -> ProviderCost.unknown(prices.currency()));
  }

  /** What it has cost, by its price, where the provider does not say. */
  ProviderCost computed(Way way) {
    return credits(way)
        .map(credits -> prices.computed(model, Unit.CREDIT, credits))
        .orElseGet(() -> ProviderCost.unknown(prices.currency()))
        .forWhatWasAsked();
  }

  /** What it has cost, as the provider says. */
  ProviderCost reported(BigDecimal credits) {
    return prices.reported(model, Unit.CREDIT, credits);
  }

  /** Where the provider may say that something happened. */
  Hook hook() {
    return new Hook(config.getOptionalValue("meshy.callback-token", String.class).orElse(""));
  }

  private Optional<BigDecimal> credits(Way way) {
    return config.getOptionalValue("meshy.credits." + way.priced(), BigDecimal.class);
  }
}
