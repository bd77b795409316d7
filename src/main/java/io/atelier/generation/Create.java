package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.Workspace;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One create at a provider, as far as it is on record.
 *
 * @param stage its key, and its row's
 * @param attempt whose create it is
 * @param ordinal which create of the generation it is, from 1
 * @param carriedState what the create before it left for it
 * @param prepared whether it was certainly not sent yet, nor its intent recorded
 * @param begun whether it may have been received
 * @param submittedAt when it was first sent, at the earliest; before that, when its attempt began
 * @param guarantee what its provider offered when it was sent
 * @param handle what to poll by; empty while it is not known to be accepted
 */
record Create(
    UUID stage,
    UUID attempt,
    int ordinal,
    String carriedState,
    boolean prepared,
    boolean begun,
    Instant submittedAt,
    SubmissionGuarantee guarantee,
    Optional<ProviderHandle> handle) {

  /** The create that an attempt is at. */
  static Create of(Attempt attempt) {
    Stage stage = attempt.stage();
    Instant submittedAt = stage.submittedAt();
    return new Create(
        stage.id(),
        attempt.id(),
        stage.ordinal(),
        stage.carriedState(),
        stage.isPrepared(),
        stage.isBegun(),
        submittedAt == null ? attempt.startedAt() : submittedAt,
        attempt.guarantee(),
        stage.handle());
  }

  /**
   * By what its outcome can be found out: what its provider offered when it was sent and offers
   * still.
   */
  SubmissionGuarantee guarantee(ProviderAdapter provider) {
    return provider.guarantee() == guarantee ? guarantee : SubmissionGuarantee.NONE;
  }

  boolean isFirst() {
    return ordinal == 1;
  }

  /** What is sent for it, by then at the latest; null where its job has given it up. */
  Submission submission(
      GenerationRequest request, Workspace workspace, @Nullable Instant deadline) {
    return new Submission(stage.toString(), request, ordinal, carriedState, workspace, deadline);
  }
}
