package io.atelier.provider.procedural;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MadeFile;
import io.atelier.provider.Workspace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Has one large picture painted at a time and small things beside it, so that memory stays bounded
 * however many are asked for. Thread-safe.
 */
final class Easel {
  /** In pixels: 2048 a side. */
  private static final long LARGE = 1 << 22;

  private final Semaphore large = new Semaphore(1, true);

  /**
   * What was made, the main file first.
   *
   * @throws InterruptedIOException if the thread is interrupted, also while it waits
   */
  List<MadeFile> make(GenerationRequest request, Workspace files) throws IOException {
    if (pixels(request) <= LARGE) {
      return Makers.make(request, files);
    }
    try {
      large.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another large picture was painted");
    }
    try {
      return Makers.make(request, files);
    } finally {
      large.release();
    }
  }

  private static long pixels(GenerationRequest request) {
    return switch (request) {
      case GenerationRequest.Texture t -> (long) t.size() * t.size();
      case GenerationRequest.Image i -> (long) i.width() * i.height();
      case GenerationRequest.EnvironmentMap e -> (long) e.width() * e.height();
      // Frames are painted one by one, and the others have no pixels or few.
      case GenerationRequest.Video v -> 0;
      case GenerationRequest.Model m -> 0;
      case GenerationRequest.Music m -> 0;
      case GenerationRequest.SoundEffect s -> 0;
    };
  }
}
