package io.atelier.artifact;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Counts answers for assets by their status, in {@code atelier_asset_answers}.
 *
 * <p>A counter is looked up once: the server's own HTTP metrics look one up by six tags for every
 * request, which took a sixth of the time of a small asset's answer.
 */
@Dependent
class AssetMetrics {
  private static final int MOST = 600;

  private final MetricRegistry registry;
  private final AtomicReferenceArray<Counter> answers = new AtomicReferenceArray<>(MOST);

  @Inject
  AssetMetrics(MetricRegistry registry) {
    this.registry = registry;
  }

  /** One more answer of that status. */
  void answered(int status) {
    Counter counter = answers.get(status);
    if (counter == null) {
      counter =
          registry.counter(
              Metadata.builder()
                  .withName("atelier_asset_answers")
                  .withDescription("Answers for assets")
                  .build(),
              new Tag("status", Integer.toString(status)));
      answers.set(status, counter);
    }
    counter.inc();
  }
}
