package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One create of one provider's try, as a step's debug output keeps it: all that is known of it.
 *
 * @param model the provider's
 * @param create which create of the generation it is, from 1; one that was made again has the same
 * @param outcome {@code ACCEPTED REFUSED UNKNOWN}, or null while it is being made
 * @param refusedBefore how often the same create had been refused for now within this try
 * @param refusalClass why this one was, where it was made again; else null
 * @param failureClass why the whole try failed
 * @param startedAt when the try began, with the slot
 * @param submittedAt when the create was sent
 * @param answeredAt when the provider had answered that
 * @param generatedAt when the provider was done and what it made had yet to be fetched; null where
 *     it came at once
 * @param expiredSince since when the address of what it made was dead, which is paid; absent where
 *     it was not, and where it was written before this was kept
 * @param settledAt when the try was over: where it succeeded, what it made was stored
 */
@JsonbPropertyOrder({
  "no",
  "provider",
  "model",
  "status",
  "stage",
  "create",
  "outcome",
  "refusedBefore",
  "refusalClass",
  "providerJobId",
  "failureClass",
  "failureCode",
  "message",
  "estimatedCost",
  "estimateBasis",
  "estimatePriceAsOf",
  "actualCost",
  "costBasis",
  "priceAsOf",
  "currency",
  "startedAt",
  "submittedAt",
  "answeredAt",
  "generatedAt",
  "expiredSince",
  "settledAt"
})
public record AttemptRecord(
    int no,
    String provider,
    @Nullable String model,
    String status,
    @Nullable Integer stage,
    @Nullable Integer create,
    @Nullable String outcome,
    @Nullable Integer refusedBefore,
    @Nullable String refusalClass,
    @Nullable String providerJobId,
    @Nullable String failureClass,
    @Nullable String failureCode,
    @Nullable String message,
    @Nullable String estimatedCost,
    @Nullable String estimateBasis,
    @Nullable LocalDate estimatePriceAsOf,
    @Nullable String actualCost,
    @Nullable String costBasis,
    @Nullable LocalDate priceAsOf,
    @Nullable String currency,
    Instant startedAt,
    @Nullable Instant submittedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant generatedAt,
    @JsonbNillable(false) @Nullable Instant expiredSince,
    @Nullable Instant settledAt) {

  /**
   * A row for each create, or one for a try that made none.
   *
   * @param model the model of each create
   */
  static Stream<AttemptRecord> of(Attempt attempt, Function<Stage, @Nullable String> model) {
    return attempt.stages().isEmpty()
        ? Stream.of(of(attempt, null, null))
        : attempt.stages().stream().map(stage -> of(attempt, stage, model.apply(stage)));
  }

  private static AttemptRecord of(Attempt attempt, @Nullable Stage stage, @Nullable String model) {
    AttemptView shown = AttemptViews.of(attempt, stage);
    return new AttemptRecord(
        shown.no(),
        shown.provider(),
        model,
        shown.status(),
        shown.stage(),
        stage == null ? null : stage.ordinal(),
        stage == null ? null : name(stage.outcome()),
        stage == null ? null : attempt.history().refusedBefore(stage),
        stage == null ? null : name(stage.failureClass()),
        shown.providerJobId(),
        shown.failureClass(),
        attempt.failureCode(),
        shown.message(),
        shown.estimatedCost(),
        shown.estimateBasis(),
        shown.estimatePriceAsOf(),
        shown.actualCost(),
        shown.costBasis(),
        shown.priceAsOf(),
        shown.currency(),
        shown.startedAt(),
        stage == null ? null : stage.submittedAt(),
        stage == null ? null : stage.answeredAt(),
        attempt.readyAt(),
        stage == null ? null : stage.expiredSince(),
        shown.settledAt());
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }
}
