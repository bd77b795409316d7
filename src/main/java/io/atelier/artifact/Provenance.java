package io.atelier.artifact;

import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an artifact came to be, kept with it for good; what does not apply, or nobody knows, is null.
 *
 * @param origin {@link #GENERATED}, {@link #DERIVED} or {@link #UPLOADED}
 * @param uploadedBy the subject of the token it was brought with
 * @param skill the name that it was asked for by
 * @param prompt in the words it was asked for
 * @param parameters all else that was asked for, as normalised
 * @param model the provider's
 * @param seed what the provider drew its chance from: the same request and seed give the same again
 * @param attempt the provider's try, from 1, as in its job's attempts
 * @param stage the create within it, from 1
 * @param estimatedCost what its making, with whatever else was made with it, was expected to cost
 * @param estimateBasis how that was known, as in {@code costBasis}
 * @param estimatePriceAsOf the date of the prices it was by; null where it was by none
 * @param cost what was paid for it
 * @param costBasis {@code reported computed assumed possible unknown}
 * @param priceAsOf the date of the prices that is by; null where it is by none
 * @param parents the artifacts it was made from: a reference image, a key frame, what it shows
 */
@JsonbPropertyOrder({
  "origin",
  "uploadedBy",
  "skill",
  "prompt",
  "parameters",
  "provider",
  "model",
  "seed",
  "attempt",
  "stage",
  "providerJobId",
  "estimatedCost",
  "estimateBasis",
  "estimatePriceAsOf",
  "cost",
  "costBasis",
  "priceAsOf",
  "currency",
  "parents"
})
public record Provenance(
    String origin,
    @Nullable String uploadedBy,
    @Nullable String skill,
    @Nullable String prompt,
    @Nullable JsonObject parameters,
    @Nullable String provider,
    @Nullable String model,
    @Nullable String seed,
    @Nullable Integer attempt,
    @Nullable Integer stage,
    @Nullable String providerJobId,
    @Nullable String estimatedCost,
    @Nullable String estimateBasis,
    @Nullable LocalDate estimatePriceAsOf,
    @Nullable String cost,
    @Nullable String costBasis,
    @Nullable LocalDate priceAsOf,
    @Nullable String currency,
    List<UUID> parents) {
  /** What a provider made. */
  public static final String GENERATED = "generated";

  /** What was made here of another artifact. */
  public static final String DERIVED = "derived";

  /** What a client brought. */
  public static final String UPLOADED = "uploaded";

  // Null where it is read from JSON without them.
  @SuppressWarnings("ConstantValue")
  public Provenance {
    parents = parents == null ? List.of() : List.copyOf(parents);
  }

  /** What the bearer of a token brought, by the token's subject. */
  static Provenance uploadedBy(String subject) {
    return unpaid(UPLOADED, subject, List.of());
  }

  /** What was made here of that artifact, to show it. */
  public static Provenance derivedFrom(UUID shown) {
    return unpaid(DERIVED, null, List.of(shown));
  }

  // No provider had a part in it.
  private static Provenance unpaid(String origin, @Nullable String subject, List<UUID> parents) {
    return new Provenance(
        origin, subject, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, parents);
  }
}
