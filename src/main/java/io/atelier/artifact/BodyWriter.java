package io.atelier.artifact;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;

/**
 * Sends a large body as fast as its reader takes it, without keeping one of the server's threads
 * for one who is slow: four hundred slow readers held four hundred threads and starved everybody.
 *
 * <p>It writes on a virtual thread. A {@code WriteListener} would be the servlet's own way, but
 * Open Liberty's output stream blocks in its {@code write} even while it has one (measured on
 * 26.0.0.5: three hundred threads waited for four hundred readers).
 */
final class BodyWriter implements Runnable {
  private static final Logger LOG = System.getLogger(BodyWriter.class.getName());

  private final AssetBody body;
  private final AsyncContext context;
  private final Runnable end;

  private BodyWriter(AssetBody body, AsyncContext context, Runnable end) {
    this.body = body;
    this.context = context;
    this.end = end;
  }

  /**
   * Begins to send what is open; returns before it is done. In the end the body is closed and that
   * is run.
   */
  static void send(AssetBody body, AsyncContext context, Executor virtual, Runnable end) {
    context.setTimeout(0); // the server's own time limit for a write is what ends a dead reader
    BodyWriter writer = new BodyWriter(body, context, end);
    try {
      virtual.execute(writer);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "An asset found no thread", e);
      writer.run(); // slower for others, but never an answer that does not end
    }
  }

  /** Opens it and sends it on the caller's thread; for what fits into the connection's buffers. */
  static void sendNow(AssetBody body, ServletOutputStream out) throws IOException {
    try (body) {
      body.open();
      body.writeTo(out);
    }
  }

  // The reader went away, or the store failed: the connection's end tells that the body is not
  // whole.
  @Override
  public void run() {
    try (body) {
      body.writeTo(context.getResponse().getOutputStream());
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "An asset was not sent to its end", e);
    } finally {
      end.run();
      context.complete();
    }
  }
}
