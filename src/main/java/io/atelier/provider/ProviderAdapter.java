package io.atelier.provider;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whoever makes media: a translator between {@link GenerationRequest} and one provider's protocol
 * (FR-016).
 *
 * <p>One of the two seams; implementations are CDI beans, thread-safe, keep no state of a
 * generation, never retry a create, never sleep, tell {@link CallCount} of each call to their
 * provider, in the thread that asked them, and pass {@code ProviderAdapterContract}. A failure is a
 * {@link ProviderSnapshot}, not an exception, except for {@link WorkspaceException}; whatever else
 * escapes a create counts as {@link ProviderSnapshot.Unknown}.
 */
public interface ProviderAdapter {

  /** The name in configuration, JSON and reports: lower-case letters, digits, hyphens. */
  String name();

  /** Whether it is configured; if not, it is on no route. */
  boolean available();

  /**
   * Whether it makes media in this process: then a create that is repeated costs nothing but time,
   * and one that ends the process is not to be repeated for ever.
   */
  default boolean inProcess() {
    return false;
  }

  /** What it offers for a create whose outcome is unknown. */
  SubmissionGuarantee guarantee();

  /** Why it cannot make this, or empty if it can; asked before anything is spent. */
  Optional<String> refusal(GenerationRequest request);

  /**
   * The model it has this made with, as reports name it; empty where it has none to tell apart.
   *
   * @param stage which of the creates that it needs, from 1
   */
  default Optional<String> model(GenerationRequest request, int stage) {
    return Optional.empty();
  }

  /** The model that makes what is asked for, of those that making it takes. */
  default Optional<String> mainModel(GenerationRequest request) {
    return model(request, 1);
  }

  /**
   * The number its chance is drawn from, where the same request and number give the same again;
   * empty where it has none, or keeps it to itself.
   */
  default Optional<String> seed(GenerationRequest request) {
    return Optional.empty();
  }

  /** What making this is going to cost. */
  ProviderCost estimate(GenerationRequest request);

  /**
   * What one of the creates that making this takes is going to cost, by the prices of now.
   *
   * @param stage which of them, from 1
   */
  default ProviderCost estimateOf(GenerationRequest request, int stage) {
    return estimate(request);
  }

  /**
   * Does what goes before a create and costs nothing, as uploads and conversions, and may take its
   * time: whoever has it done may decide afterwards not to send the create, and looks at that time
   * only whether somebody else has. A create with no such things is simply asked for.
   */
  default PreparedCreate prepare(Submission submission) {
    return () -> submit(submission);
  }

  /** Asks for it, prepared or not: the one call that may cost money. */
  ProviderSnapshot submit(Submission submission);

  /**
   * Asks how it stands.
   *
   * @param deadline when its job gives it up, which covers the question too; null where nobody
   *     waits for it
   */
  ProviderSnapshot poll(
      ProviderHandle handle,
      GenerationRequest request,
      Workspace workspace,
      @Nullable Instant deadline);
}
