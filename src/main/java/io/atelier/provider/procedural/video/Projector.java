package io.atelier.provider.procedural.video;

import io.atelier.media.codec.VideoEncoder;
import io.atelier.media.codec.Yuv420;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Paints a film's frames on two threads while they are encoded, in order, by the codec's process.
 *
 * <p>Never more than three frames are in memory.
 */
final class Projector {
  private static final int THREADS = 2;
  private static final int AHEAD = 3;

  private final Film film;
  private final BlockingQueue<Canvas> canvases = new ArrayBlockingQueue<>(THREADS);
  private final BlockingQueue<byte[]> buffers = new ArrayBlockingQueue<>(AHEAD);

  private Projector(Film film) {
    this.film = film;
    for (int i = 0; i < THREADS; i++) {
      canvases.add(new Canvas(film.width(), film.height()));
    }
    for (int i = 0; i < AHEAD; i++) {
      buffers.add(new byte[Yuv420.bytes(film.width(), film.height())]);
    }
  }

  /**
   * Writes it.
   *
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  static void show(Film film, Path mp4) throws IOException {
    ExecutorService painters =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "procedural-video");
              thread.setDaemon(true);
              return thread;
            });
    try (VideoEncoder encoder =
        VideoEncoder.open(mp4, film.width(), film.height(), film.rate(), film.frames(), null)) {
      new Projector(film).show(encoder, painters);
      encoder.finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while making a video");
    } finally {
      painters.shutdownNow();
    }
  }

  private void show(VideoEncoder encoder, ExecutorService painters)
      throws IOException, InterruptedException {
    BlockingQueue<Future<byte[]>> painted = new LinkedBlockingQueue<>();
    int begun = 0;
    for (int shown = 0; shown < film.frames(); shown++) {
      for (; begun < film.frames() && begun - shown < AHEAD; begun++) {
        int frame = begun;
        byte[] buffer = buffers.take();
        painted.add(painters.submit(() -> paint(frame, buffer)));
      }
      byte[] frame = result(painted.take());
      encoder.write(frame);
      buffers.add(frame);
    }
  }

  private byte[] paint(int frame, byte[] buffer) throws InterruptedException {
    Canvas canvas = canvases.take();
    try {
      film.paint(frame, canvas);
      canvas.exposeTo(buffer);
      return buffer;
    } finally {
      canvases.add(canvas);
    }
  }

  private static byte[] result(Future<byte[]> painted) throws InterruptedException {
    try {
      return painted.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a frame could not be painted", e.getCause());
    }
  }
}
