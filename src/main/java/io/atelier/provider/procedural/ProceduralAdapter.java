package io.atelier.provider.procedural;

import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.Interaction;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.Workspace;
import io.atelier.provider.WorkspaceException;
import io.atelier.provider.procedural.sound.SoundSynthesizer;
import io.atelier.provider.procedural.texture.TextureSynthesizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes media in this process: deterministic, free, without a key or a network.
 *
 * <p>The same request gives the same bytes, so after a crash it is simply made again.
 */
@ApplicationScoped
public class ProceduralAdapter implements ProviderAdapter {
  /** Its name on routes and wherever its work shows. */
  public static final String NAME = "procedural";

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
    return switch (request) {
      case GenerationRequest.Texture t ->
          t.maps().isEmpty() ? Optional.empty() : Optional.of("it makes no maps");
      case GenerationRequest.SoundEffect s -> Optional.empty();
      case GenerationRequest.Music m -> Optional.of("it makes no music");
      case GenerationRequest.Video v -> Optional.of("it makes no videos");
      case GenerationRequest.Model m -> Optional.of("it makes no models");
      case GenerationRequest.Image i -> Optional.of("it makes no pictures");
      case GenerationRequest.EnvironmentMap e -> Optional.of("it makes no environment maps");
    };
  }

  @Override
  public ProviderCost estimate(GenerationRequest request) {
    return ProviderCost.free();
  }

  @Override
  public ProviderSnapshot submit(Submission submission) {
    try {
      Path file = submission.workspace().newFile();
      make(submission.request(), file);
      return new ProviderSnapshot.Succeeded(file, ProviderCost.free());
    } catch (InterruptedIOException e) {
      throw new IllegalStateException("interrupted while making it", e); // nothing was made
    } catch (IOException e) {
      throw new WorkspaceException(e);
    }
  }

  @Override
  public ProviderSnapshot poll(
      ProviderHandle handle, GenerationRequest request, Workspace workspace) {
    return new ProviderSnapshot.Failed(
        FailureClass.NOT_FOUND, null, "the procedural provider answers at once and keeps no tasks");
  }

  private static void make(GenerationRequest request, Path file) throws IOException {
    switch (request) {
      case GenerationRequest.Texture t ->
          TextureSynthesizer.write(t.prompt(), t.size(), t.seamless(), file);
      case GenerationRequest.SoundEffect s -> {
        Interaction interaction = s.interaction();
        SoundSynthesizer.write(
            s.prompt() == null ? "" : s.prompt(),
            interaction == null ? null : interaction.jsonName(),
            s.durationSeconds().doubleValue(),
            file);
      }
      case GenerationRequest.Music m -> throw unmade(m);
      case GenerationRequest.Video v -> throw unmade(v);
      case GenerationRequest.Model m -> throw unmade(m);
      case GenerationRequest.Image i -> throw unmade(i);
      case GenerationRequest.EnvironmentMap e -> throw unmade(e);
    }
  }

  private static IllegalArgumentException unmade(GenerationRequest request) {
    return new IllegalArgumentException("refused: " + request.kind());
  }
}
