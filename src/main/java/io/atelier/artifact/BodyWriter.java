package io.atelier.artifact;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Sends a large body as fast as its reader takes it, without keeping a thread for one who is slow:
 * four hundred slow readers held four hundred threads and starved everybody.
 */
final class BodyWriter implements WriteListener {
  private static final Logger LOG = System.getLogger(BodyWriter.class.getName());
  private static final int BUFFER_BYTES = 64 * 1024;

  private final AssetBody body;
  private final ServletOutputStream out;
  private final AsyncContext context;
  private final byte[] buffer;

  private BodyWriter(AssetBody body, ServletOutputStream out, AsyncContext context) {
    this.body = body;
    this.out = out;
    this.context = context;
    this.buffer = new byte[(int) Math.min(BUFFER_BYTES, body.length())];
  }

  /** Begins to send; returns before it is done. The body is closed in the end. */
  static void send(AssetBody body, AsyncContext context) throws IOException {
    context.setTimeout(0); // the server's own time limit for a write is what ends a dead reader
    ServletOutputStream out = context.getResponse().getOutputStream();
    out.setWriteListener(new BodyWriter(body, out, context));
  }

  /** Sends it on the caller's thread; for what fits into the connection's own buffers. */
  static void sendNow(AssetBody body, ServletOutputStream out) throws IOException {
    try (body) {
      byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, body.length())];
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        out.write(buffer, 0, n);
      }
    }
  }

  @Override
  public void onWritePossible() throws IOException {
    while (out.isReady()) {
      int n = body.read(buffer);
      if (n < 0) {
        end();
        return;
      }
      out.write(buffer, 0, n);
    }
  }

  // The reader went away, or the store failed: the connection's end tells that the body is not
  // whole.
  @Override
  public void onError(Throwable failure) {
    LOG.log(Level.DEBUG, "An asset was not sent to its end", failure);
    end();
  }

  private void end() {
    try {
      body.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "An asset could not be closed", e);
    } finally {
      context.complete();
    }
  }
}
