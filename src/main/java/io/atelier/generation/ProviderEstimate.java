package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a request would cost at one provider of its route.
 *
 * @param able whether it can make this; the first that is gets it
 * @param reason why it cannot; null where it can
 * @param model what it would be made with; null where it has none to tell apart
 * @param amount with all creates that it takes; null where nobody knows, which is not zero
 * @param basis how that is known, as in the ledger; null where it cannot make this
 * @param priceAsOf the date of the prices it is by; null where it is by none
 * @param withinBudget whether the tenant's budget allows it now; null where it has no hard limit
 */
@JsonbPropertyOrder({
  "provider",
  "able",
  "reason",
  "model",
  "amount",
  "currency",
  "basis",
  "priceAsOf",
  "withinBudget"
})
@Schema(description = "What a request would cost at one provider of its route")
public record ProviderEstimate(
    @Schema(examples = "nano-banana") String provider,
    @Schema(description = "Whether it can make this; the first that can gets it") boolean able,
    @Schema(
            description = "Why it cannot; null where it can",
            examples = "a video of 15 s is too long")
        @Nullable String reason,
    @Schema(examples = "kling-3.0/video") @Nullable String model,
    @Schema(
            description = "With all creates it takes; null where nobody knows, which is not zero",
            examples = "1.350000")
        @Nullable String amount,
    @Schema(description = "ISO 4217", examples = "USD") @Nullable String currency,
    @Schema(
            description = "How the amount is known",
            enumeration = {"reported", "computed", "assumed", "possible", "unknown"})
        @Nullable String basis,
    @Schema(description = "The date of the prices", examples = "2026-09-14")
        @Nullable LocalDate priceAsOf,
    @Schema(description = "Whether the budget allows it now; null where there is no hard limit")
        @Nullable Boolean withinBudget) {}
