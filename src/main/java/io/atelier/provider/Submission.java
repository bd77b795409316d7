package io.atelier.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One create call to be made.
 *
 * @param key the same for every repetition of this one create, different for any other
 * @param request what to make
 * @param stage which of the creates that this generation needs, from 1
 * @param state what the one before it left for it in {@link ProviderSnapshot.NextStage}; empty for
 *     the first
 * @param workspace where an adapter that makes it at once puts it
 * @param deadline when its job gives it up; null where nobody waits for it
 */
public record Submission(
    String key,
    GenerationRequest request,
    int stage,
    String state,
    Workspace workspace,
    @Nullable Instant deadline) {

  public Submission {
    if (stage < 1) {
      throw new IllegalArgumentException("creates are counted from 1");
    }
  }

  /** A create that nobody waits for. */
  public Submission(
      String key, GenerationRequest request, int stage, String state, Workspace workspace) {
    this(key, request, stage, state, workspace, null);
  }

  /** The first create, which for most is the only one. */
  public Submission(String key, GenerationRequest request, Workspace workspace) {
    this(key, request, 1, "", workspace);
  }
}
