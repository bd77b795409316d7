package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider in memory of any price, which accepts everything and never gets done. */
@ApplicationScoped
public class PricedProvider implements ProviderAdapter {
  static final String NAME = "priced";

  private volatile ProviderCost price = ProviderCost.free("USD");
  private volatile ProviderCost first = ProviderCost.free("USD");
  private volatile int creates;

  void begin(ProviderCost asked) {
    begin(asked, asked);
  }

  /** What a generation costs, and its first create alone. */
  void begin(ProviderCost whole, ProviderCost ofFirst) {
    price = whole;
    first = ofFirst;
    creates = 0;
  }

  int creates() {
    return creates;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public SubmissionGuarantee guarantee() {
    return SubmissionGuarantee.NONE;
  }

  @Override
  public Optional<String> refusal(GenerationRequest request) {
    return Optional.empty();
  }

  @Override
  public ProviderCost estimate(GenerationRequest request) {
    return price;
  }

  @Override
  public ProviderCost estimateOf(GenerationRequest request, int stage) {
    return first;
  }

  @Override
  public synchronized ProviderSnapshot submit(Submission submission) {
    creates++;
    return new ProviderSnapshot.Running(new ProviderHandle("priced-" + submission.key(), ""));
  }

  @Override
  public ProviderSnapshot poll(
      ProviderHandle handle,
      GenerationRequest request,
      Workspace workspace,
      @Nullable Instant deadline) {
    return new ProviderSnapshot.Running(handle);
  }
}
