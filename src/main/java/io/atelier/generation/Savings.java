package io.atelier.generation;

import io.atelier.artifact.ArtifactRole;
import io.atelier.artifact.ArtifactStore.Saving;
import io.atelier.artifact.NewArtifact;
import io.atelier.artifact.Provenance;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.Providers;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the files of an attempt are saved as, each with how it came to be. */
@Dependent
class Savings {
  private final Providers providers;

  @Inject
  Savings(Providers providers) {
    this.providers = providers;
  }

  /**
   * The savings, in the order of the files.
   *
   * @param files the main one first
   * @param cost what the attempt's last create costs, which is not in its books yet
   */
  List<Saving> of(GenerationJob job, Attempt attempt, List<ResultFile> files, ProviderCost cost) {
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
                generated(job, attempt, attempt.stage(), total(attempt, cost), parents);
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
    return generated(job, attempt, first, cost(first), List.of());
  }

  private Provenance generated(
      GenerationJob job, Attempt attempt, Stage stage, ProviderCost cost, List<UUID> parents) {
    GenerationRequest request = job.request();
    Optional<ProviderAdapter> provider = providers.find(attempt.provider());
    return new Provenance(
        Provenance.GENERATED,
        null,
        job.spec().skill(),
        RequestJson.prompt(request),
        RequestJson.parameters(request),
        attempt.provider(),
        provider.flatMap(one -> one.model(request, stage.ordinal())).orElse(null),
        provider.flatMap(one -> one.seed(request)).orElse(null),
        attempt.no(),
        stage.no(),
        stage.handle().map(handle -> handle.id()).orElse(null),
        text(cost.amount()),
        cost.basis().name().toLowerCase(Locale.ROOT),
        cost.currency(),
        parents);
  }

  // With what the creates before it cost, known as well as the least known of them.
  private static ProviderCost total(Attempt attempt, ProviderCost last) {
    BigDecimal sum = last.amount();
    CostBasis basis = last.basis();
    List<Stage> before = attempt.stages().subList(0, attempt.stages().size() - 1);
    for (Stage stage : before) {
      ProviderCost cost = cost(stage);
      BigDecimal amount = cost.amount();
      sum = sum == null || amount == null ? null : sum.add(amount);
      basis = basis.compareTo(cost.basis()) < 0 ? cost.basis() : basis;
    }
    return new ProviderCost(sum, basis, last.currency());
  }

  private static ProviderCost cost(Stage stage) {
    BigDecimal amount = stage.actualCost();
    return new ProviderCost(
        amount, amount == null ? CostBasis.UNKNOWN : stage.costBasis(), stage.currency());
  }

  private static @Nullable String text(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.toPlainString();
  }
}
