package io.atelier.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Commits what is accepted, of many requests in one transaction. */
@ApplicationScoped
class NewRequests {
  private static final int MOST_TOGETHER = 32;

  // One that writes while the other waits for the disk.
  private static final int TRANSACTIONS = 2;

  @Inject Acceptance acceptance;

  private final GroupCommit<List<GenerationJob>, List<Acceptance.Accepted>> group =
      new GroupCommit<>(requests -> acceptance.commit(requests), MOST_TOGETHER, TRANSACTIONS);

  /** Commits one request's jobs; when this returns, they cannot be lost. */
  List<Acceptance.Accepted> commit(List<GenerationJob> jobs) {
    return group.submit(jobs);
  }
}
