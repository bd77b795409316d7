package io.atelier.event;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A suspended request's answer as a stream of events: the first byte sends the headers, closing
 * ends it.
 */
final class EventOutput extends OutputStream {
  private final AsyncContext context;
  private @Nullable OutputStream body;

  EventOutput(AsyncContext context) {
    this.context = context;
    context.setTimeout(0); // it ends with its token
  }

  @Override
  public void write(int b) throws IOException {
    body().write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    body().write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    body().flush();
  }

  @Override
  public void close() {
    context.complete();
  }

  private OutputStream body() throws IOException {
    OutputStream opened = body;
    if (opened == null) {
      HttpServletResponse response = (HttpServletResponse) context.getResponse();
      response.setContentType(EventStreams.MEDIA_TYPE);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Content-Type-Options", "nosniff");
      // Proxies of the nginx kind would collect it.
      response.setHeader("X-Accel-Buffering", "no");
      opened = response.getOutputStream();
      body = opened;
    }
    return opened;
  }
}
