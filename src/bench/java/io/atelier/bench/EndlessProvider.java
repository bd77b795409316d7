package io.atelier.bench;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Accepts creates and is never done. Of each call it leaves a line in the file that {@code
 * BENCH_CALLS} names ({@code S} or {@code P}, the milliseconds, the create's key), which outlives
 * the server.
 */
@ApplicationScoped
public class EndlessProvider extends BenchProvider {
  private @Nullable FileChannel calls;

  @Override
  public String name() {
    return "endless";
  }

  @Override
  public SubmissionGuarantee guarantee() {
    return SubmissionGuarantee.NONE;
  }

  @Override
  public ProviderSnapshot submit(Submission submission) {
    note('S', submission.key());
    return new ProviderSnapshot.Running(new ProviderHandle(submission.key(), ""));
  }

  @Override
  public ProviderSnapshot poll(
      ProviderHandle handle,
      GenerationRequest request,
      Workspace workspace,
      @Nullable Instant deadline) {
    note('P', handle.id());
    return new ProviderSnapshot.Running(handle);
  }

  private synchronized void note(char call, String key) {
    String line = call + " " + System.currentTimeMillis() + " " + key + "\n";
    try {
      if (calls == null) {
        calls =
            FileChannel.open(
                Path.of(System.getenv("BENCH_CALLS")),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
      }
      calls.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
