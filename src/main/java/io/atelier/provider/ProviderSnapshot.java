package io.atelier.provider;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one generation stands at a provider, as the answer to a create or to a poll; the same for
 * providers that answer at once and for those that take ten minutes.
 */
public sealed interface ProviderSnapshot {

  /**
   * Accepted and not done.
   *
   * @param handle what to poll it by; kept in the database
   */
  record Running(ProviderHandle handle) implements ProviderSnapshot {}

  /**
   * Done at the provider, which is to be paid, and not fetched yet: it is asked for again, and no
   * deadline counts any more.
   *
   * @param reason why it could not be fetched right now
   */
  record Ready(ProviderHandle handle, String reason) implements ProviderSnapshot {}

  /**
   * Done.
   *
   * @param files what was made, the main one first; never empty
   * @param cost what the last create cost
   * @param missing which parts it is complete without, though they are paid, and could not be had
   */
  record Succeeded(List<MadeFile> files, ProviderCost cost, Set<MadeFile.Part> missing)
      implements ProviderSnapshot {
    public Succeeded {
      files = List.copyOf(files);
      missing = Set.copyOf(missing);
      if (!missing.stream().allMatch(MadeFile.Part::isExtra)) {
        throw new IllegalArgumentException("a success is complete");
      }
      if (files.isEmpty()) {
        throw new IllegalArgumentException("a success has a file");
      }
    }

    /** All that was made. */
    public Succeeded(List<MadeFile> files, ProviderCost cost) {
      this(files, cost, Set.of());
    }

    /** One file, which is what was asked for. */
    public Succeeded(Path file, ProviderCost cost) {
      this(List.of(MadeFile.main(file)), cost);
    }
  }

  /**
   * This create is done at the provider, and another is to be made before there is a result: its
   * cost is recorded, and {@link ProviderAdapter#submit} is called for the next one, in its own
   * time, if the job still wants it.
   *
   * @param state what the next create needs, in the adapter's own form: {@link Submission#state}
   * @param cost what this create cost
   * @param estimate what the next create is going to cost
   */
  record NextStage(String state, ProviderCost cost, ProviderCost estimate)
      implements ProviderSnapshot {}

  /**
   * Definitely refused or failed; as the answer to a create, nothing was accepted.
   *
   * @param code the provider's own code, or null
   * @param charged what it cost all the same, or null if nothing
   * @param retryAfter how long the provider asks to be left alone, or null if it does not say
   * @param mayPassAnew whether the same request, prepared anew, may pass; it costs nothing to try,
   *     once
   */
  record Failed(
      FailureClass failure,
      @Nullable String code,
      String message,
      @Nullable ProviderCost charged,
      @Nullable Duration retryAfter,
      boolean mayPassAnew)
      implements ProviderSnapshot {

    /** The code where nothing was sent because this node's circuit of the provider is open. */
    public static final String CIRCUIT_OPEN = "circuit_open";

    /** The code where nothing was sent because this node has too many exchanges with it. */
    public static final String BUSY = "busy";

    /** The code where nothing was sent because the time to do it in was over before. */
    public static final String TOO_LATE = "too_late";

    /** The code where a result is longer than its type may be, which it is the next time too. */
    public static final String TOO_LARGE = "too_large";

    /** A failure that is the same if the request is prepared anew. */
    public Failed(
        FailureClass failure,
        @Nullable String code,
        String message,
        @Nullable ProviderCost charged,
        @Nullable Duration retryAfter) {
      this(failure, code, message, charged, retryAfter, false);
    }

    /** A failure that cost nothing. */
    public Failed(FailureClass failure, @Nullable String code, String message) {
      this(failure, code, message, null, null);
    }

    /** A failure that cost something. */
    public Failed(
        FailureClass failure,
        @Nullable String code,
        String message,
        @Nullable ProviderCost charged) {
      this(failure, code, message, charged, null);
    }

    /** Whether asking again is all there is to do: a task that has ended so stays as it is. */
    public boolean passes() {
      return failure.passes() && !mayPassAnew;
    }

    /** The same failure in other words. */
    public Failed saying(String words) {
      return new Failed(failure, code, words, charged, retryAfter, mayPassAnew);
    }

    /** Whether it is this node's own, which sent nothing: the provider refused nothing. */
    public boolean isUnsent() {
      return isUnsent(code);
    }

    /** The same of a failure of that code. */
    public static boolean isUnsent(@Nullable String code) {
      return CIRCUIT_OPEN.equals(code) || BUSY.equals(code) || TOO_LATE.equals(code);
    }
  }

  /** A create's outcome is not known: it may have been accepted. */
  record Unknown(String reason) implements ProviderSnapshot {}

  /**
   * A repeated create was refused because the first was accepted, and the provider does not say as
   * which task: it is paid for and cannot be found.
   */
  record AcceptedBefore(String reason) implements ProviderSnapshot {}
}
