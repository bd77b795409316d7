package io.atelier.breakable;

import io.atelier.provider.ResultTooLargeException;
import io.atelier.provider.WorkspaceException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A body that goes where it is told to while it comes, and is given up when it is too long; its
 * result is how long it was. What cannot be written is a {@link WorkspaceException}.
 */
final class CappedBody implements BodySubscriber<Long> {
  private final CompletableFuture<Long> length = new CompletableFuture<>();
  private final OutputStream sink;
  private final long cap;
  private long received;
  private @Nullable Subscription subscription;

  CappedBody(OutputStream sink, long cap) {
    this.sink = sink;
    this.cap = cap;
  }

  @Override
  public CompletionStage<Long> getBody() {
    return length;
  }

  @Override
  public void onSubscribe(Subscription upstream) {
    subscription = upstream;
    upstream.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    try {
      for (ByteBuffer buffer : buffers) {
        received += buffer.remaining();
        if (received > cap) {
          throw new ResultTooLargeException(cap);
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        write(bytes);
      }
    } catch (IOException | WorkspaceException e) {
      length.completeExceptionally(e);
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }

  private void write(byte[] bytes) throws ResultTooLargeException {
    try {
      sink.write(bytes);
    } catch (ResultTooLargeException e) {
      throw e;
    } catch (IOException e) {
      throw new WorkspaceException(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    length.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    length.complete(received);
  }
}
