package io.atelier.bench;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers a create at once with a sound of a kilobyte, another for each create. */
@ApplicationScoped
public class InstantProvider extends BenchProvider {
  @Override
  public String name() {
    return "instant";
  }

  @Override
  public SubmissionGuarantee guarantee() {
    return SubmissionGuarantee.NONE;
  }

  @Override
  public ProviderSnapshot submit(Submission submission) {
    Path file = submission.workspace().newFile();
    try {
      Files.write(file, Sound.of(submission.key()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ProviderSnapshot.Succeeded(file, ProviderCost.free("USD"));
  }

  @Override
  public ProviderSnapshot poll(
      ProviderHandle handle,
      GenerationRequest request,
      Workspace workspace,
      @Nullable Instant deadline) {
    throw new IllegalStateException("there is nothing to poll");
  }
}
