package io.atelier.fitting;

import io.atelier.artifact.ArtifactLimits;
import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.BrokenMediaException;
import io.atelier.artifact.InspectedFile;
import io.atelier.artifact.StagedFiles;
import io.atelier.artifact.StorageException;
import io.atelier.media.UndecodableMediaException;
import io.atelier.media.Workroom;
import io.atelier.media.codec.CodecException;
import io.atelier.provider.GenerationRequest;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Makes what came back from a provider what was asked for: what is off by a little is changed, what
 * is off by more is kept and flagged, and what cannot be changed is kept as its provider made it.
 */
@Dependent
public class Fitting {
  private static final Logger LOG = System.getLogger(Fitting.class.getName());

  private final ArtifactStore artifacts;
  private final ArtifactLimits limits;

  @Inject
  Fitting(ArtifactStore artifacts, ArtifactLimits limits) {
    this.artifacts = artifacts;
    this.limits = limits;
  }

  /**
   * What is kept of a file.
   *
   * @param file what it is was looked at, and that it is of a format that its type may have
   * @param files where others are made of it
   * @throws BrokenMediaException if its pixels are damaged, which nobody saw until then
   * @throws StorageException if they cannot be written
   */
  public Fitted fit(
      GenerationRequest request, ArtifactType type, InspectedFile file, StagedFiles files) {
    return fit(request, file, new StagingBench(artifacts, limits, files, type));
  }

  static Fitted fit(GenerationRequest request, InspectedFile file, Bench bench) {
    return Workroom.OF_NODE.with(
        Footprint.ofFitting(request, file), () -> made(request, file, bench));
  }

  private static Fitted made(GenerationRequest request, InspectedFile file, Bench bench) {
    try {
      return switch (request) {
        case GenerationRequest.Image i -> new ImageFit(bench).fit(file, i.width(), i.height());
        case GenerationRequest.Texture t -> new TextureFit(bench).fit(file, t);
        case GenerationRequest.EnvironmentMap e -> new EnvironmentFit(bench).fit(file, e);
        case GenerationRequest.SoundEffect s -> new SoundFit(bench).fit(file, s.durationSeconds());
        case GenerationRequest.Music m -> new SoundFit(bench).fit(file, m.durationSeconds());
        case GenerationRequest.Video v -> new VideoFit(bench).fit(file, v);
        case GenerationRequest.Model m -> new ModelFit(bench).fit(file, m);
      };
    } catch (InterruptedIOException e) {
      throw new IllegalStateException("interrupted while making it fit", e);
    } catch (StorageException e) {
      throw e;
    } catch (UndecodableMediaException e) {
      throw new BrokenMediaException(UndecodableMediaException.REASON);
    } catch (RuntimeException | CodecException | LinkageError | VirtualMachineError e) {
      // Of a kind that is not read here, too large when it was changed or for the memory, or nobody
      // thought of it: it is paid, so it is kept.
      LOG.log(Level.WARNING, "A result is kept as it came", e);
      return Fitted.asItIs(file, Flag.NOT_FITTED);
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }
}
