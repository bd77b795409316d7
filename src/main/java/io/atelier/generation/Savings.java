package io.atelier.generation;

import io.atelier.artifact.ArtifactRole;
import io.atelier.artifact.ArtifactStore.Saving;
import io.atelier.artifact.NewArtifact;
import io.atelier.artifact.Provenance;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.Providers;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the files of an attempt are saved as, each with how it came to be. */
@Dependent
class Savings {
  // As many as its row has.
  private static final int DECIMALS = 6;

  private final Providers providers;
  private final Models models;

  @Inject
  Savings(Providers providers, Models models) {
    this.providers = providers;
    this.models = models;
  }

  /**
   * The savings, in the order of the files.
   *
   * @param files the main one first
   * @param cost what the attempt's last create costs, which is not in its books yet
   */
  List<Saving> of(GenerationJob job, Attempt attempt, List<ResultFile> files, ProviderCost cost) {
    return of(job, attempt, attempt.stage(), files, cost);
  }

  /** The same, made by that create of the attempt, which may not be its last. */
  List<Saving> of(
      GenerationJob job, Attempt attempt, Stage stage, List<ResultFile> files, ProviderCost cost) {
    List<UUID> ids = files.stream().map(file -> NewArtifact.newId()).toList();
    List<UUID> parents = new ArrayList<>();
    Optional.ofNullable(job.request().reference()).ifPresent(parents::add);
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).role() == ArtifactRole.KEY_FRAME) {
        parents.add(ids.get(i));
      }
    }
    List<Saving> savings = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      ResultFile file = files.get(i);
      Provenance provenance =
          switch (file.role()) {
            case MAIN, BASE_COLOR, NORMAL, ORM, ALTERNATE, LATE, QUARANTINED ->
                generated(
                    job,
                    attempt,
                    stage,
                    sum(stage.estimate(), attempt, stage, Savings::estimate),
                    sum(cost.settling(stage.estimate()), attempt, stage, Stage::cost),
                    parents);
            case KEY_FRAME -> keyFrame(job, attempt);
            case POSTER, THUMBNAIL -> Provenance.derivedFrom(ids.get(0));
          };
      savings.add(file.savingFor(job, ids.get(i), provenance));
    }
    return savings;
  }

  // It is what the first create made, and nothing but words went into it.
  private Provenance keyFrame(GenerationJob job, Attempt attempt) {
    Stage first =
        attempt.stages().stream()
            .filter(stage -> stage.ordinal() == 1)
            .reduce((refused, made) -> made)
            .orElseThrow();
    return generated(job, attempt, first, first.estimate(), first.cost(), List.of());
  }

  private Provenance generated(
      GenerationJob job,
      Attempt attempt,
      Stage stage,
      ProviderCost estimate,
      ProviderCost cost,
      List<UUID> parents) {
    GenerationRequest request = job.request();
    Optional<ProviderAdapter> provider = providers.find(attempt.provider());
    return new Provenance(
        Provenance.GENERATED,
        null,
        job.spec().skill(),
        RequestJson.prompt(request),
        RequestJson.parameters(request),
        attempt.provider(),
        models.of(job, attempt, stage),
        provider.flatMap(one -> one.seed(request)).orElse(null),
        attempt.no(),
        stage.no(),
        stage.handle().map(handle -> handle.id()).orElse(null),
        text(estimate.amount()),
        basis(estimate),
        estimate.priceAsOf(),
        text(cost.amount()),
        basis(cost),
        cost.priceAsOf(),
        cost.currency(),
        parents);
  }

  // Of those that it was made of: one that was made again, and came all the same, is not.
  private static ProviderCost sum(
      ProviderCost last, Attempt attempt, Stage stage, Function<Stage, ProviderCost> cost) {
    return attempt.stages().stream()
        .filter(one -> one.no() < stage.no())
        .filter(one -> one.outcome() == StageOutcome.REFUSED || !attempt.isMadeAgain(one))
        .map(cost)
        .reduce(last, ProviderCost::plus);
  }

  // One that was refused and made again is expected once.
  private static ProviderCost estimate(Stage stage) {
    return stage.outcome() == StageOutcome.REFUSED ? stage.cost() : stage.estimate();
  }

  private static String basis(ProviderCost cost) {
    return cost.basis().name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(@Nullable BigDecimal amount) {
    return amount == null
        ? null
        : amount.setScale(Math.max(DECIMALS, amount.scale())).toPlainString();
  }
}
