package io.atelier.provider.procedural;

import io.atelier.media.codec.CodecException;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.Workspace;
import io.atelier.provider.WorkspaceException;
import io.atelier.provider.procedural.prompt.Prompt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.IIOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Makes media in this process: deterministic, free, without a key or a network.
 *
 * <p>The same request gives the same bytes, so after a crash it is simply made again. What is not
 * made by its job's deadline is broken off.
 */
@ApplicationScoped
public class ProceduralAdapter implements ProviderAdapter {
  /** Its name on routes and wherever its work shows. */
  public static final String NAME = "procedural";

  private static final ProviderSnapshot LATE =
      new ProviderSnapshot.Failed(FailureClass.TIMEOUT, null, "it was not made in time");

  private final Easel easel = new Easel();
  private final ProviderCost nothing;
  private final Clock clock;

  /** For the container's proxy. */
  protected ProceduralAdapter() {
    this("", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  /** One that counts in the currency that prices are in. */
  @Inject
  public ProceduralAdapter(@ConfigProperty(name = "price.currency") String currency, Clock clock) {
    this.nothing = ProviderCost.free(currency);
    this.clock = clock;
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
  public boolean inProcess() {
    return true;
  }

  @Override
  public SubmissionGuarantee guarantee() {
    return SubmissionGuarantee.REPLAY;
  }

  @Override
  public Optional<String> refusal(GenerationRequest request) {
    return request instanceof GenerationRequest.Music music && !music.instrumental()
        ? Optional.of("it cannot sing")
        : Optional.empty();
  }

  @Override
  public Optional<String> seed(GenerationRequest request) {
    return Optional.of(Long.toUnsignedString(Prompt.of(Makers.words(request)).seed()));
  }

  @Override
  public ProviderCost estimate(GenerationRequest request) {
    return nothing;
  }

  @Override
  public ProviderSnapshot submit(Submission submission) {
    try (Alarm alarm = Alarm.in(left(submission.deadline()))) {
      try {
        ProviderSnapshot made = made(submission);
        return made instanceof ProviderSnapshot.Failed && alarm.rang() ? LATE : made;
      } catch (RuntimeException e) {
        if (alarm.rang()) {
          return LATE; // whatever the interrupt was taken for
        }
        throw e;
      }
    }
  }

  private @Nullable Duration left(@Nullable Instant deadline) {
    return deadline == null ? null : Duration.between(clock.instant(), deadline);
  }

  private ProviderSnapshot made(Submission submission) {
    try {
      return new ProviderSnapshot.Succeeded(
          easel.make(submission.request(), submission.workspace()), nothing);
    } catch (CodecException e) {
      return failed(submission.request(), e);
    } catch (IIOException e) {
      return new ProviderSnapshot.Failed(
          FailureClass.INVALID_INPUT, "unreadable_image", String.valueOf(e.getMessage()));
    } catch (InterruptedIOException e) {
      throw new IllegalStateException("interrupted while making it", e); // nothing was made
    } catch (IOException e) {
      throw new WorkspaceException(e);
    }
  }

  private static ProviderSnapshot failed(GenerationRequest request, CodecException e) {
    boolean unreadable = e.reason() == CodecException.Reason.REFUSED && request.reference() != null;
    return new ProviderSnapshot.Failed(
        unreadable ? FailureClass.INVALID_INPUT : FailureClass.GENERATION_FAILED,
        e.reason().name().toLowerCase(Locale.ROOT),
        String.valueOf(e.getMessage()));
  }

  @Override
  public ProviderSnapshot poll(
      ProviderHandle handle,
      GenerationRequest request,
      Workspace workspace,
      @Nullable Instant deadline) {
    return new ProviderSnapshot.Failed(
        FailureClass.NOT_FOUND, null, "the procedural provider answers at once and keeps no tasks");
  }
}
