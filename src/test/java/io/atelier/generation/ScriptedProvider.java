package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.PreparedCreate;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.Workspace;
import io.atelier.provider.WorkspaceException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider that answers what the test wrote down beforehand, and remembers what it was asked. */
@ApplicationScoped
public class ScriptedProvider implements ProviderAdapter {
  static final String NAME = "scripted";

  private final Deque<Function<Workspace, ProviderSnapshot>> answers = new ArrayDeque<>();
  private final List<String> creates = new ArrayList<>();
  private SubmissionGuarantee guarantee = SubmissionGuarantee.NONE;
  private Runnable preparation = () -> {};

  synchronized void script(SubmissionGuarantee offered, ProviderSnapshot... answersInOrder) {
    guarantee = offered;
    creates.clear();
    answers.clear();
    preparation = () -> {};
    for (ProviderSnapshot answer : answersInOrder) {
      answers.add(workspace -> answer);
    }
  }

  /** Its next answer is that one, given when something has happened meanwhile. */
  synchronized void thenAnswer(ProviderSnapshot answer, Runnable meanwhile) {
    answers.add(
        workspace -> {
          meanwhile.run();
          return answer;
        });
  }

  /** While its creates are prepared, that happens. */
  synchronized void whilePreparing(Runnable meanwhile) {
    preparation = meanwhile;
  }

  /** Its next answer is a success, with that file. */
  synchronized void thenDeliver(byte[] file, ProviderCost cost) {
    answers.add(
        workspace -> {
          Path made = workspace.newFile();
          try {
            Files.write(made, file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return new ProviderSnapshot.Succeeded(made, cost);
        });
  }

  /** Its next answer ends in a store that cannot be written. */
  synchronized void thenFailToStore() {
    answers.add(
        workspace -> {
          throw new WorkspaceException(new IOException("No space left on device"));
        });
  }

  /** The keys of the create calls it got, in order. */
  synchronized List<String> creates() {
    return List.copyOf(creates);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public synchronized SubmissionGuarantee guarantee() {
    return guarantee;
  }

  @Override
  public Optional<String> refusal(GenerationRequest request) {
    return Optional.empty();
  }

  @Override
  public ProviderCost estimate(GenerationRequest request) {
    return ProviderCost.free("USD");
  }

  @Override
  public PreparedCreate prepare(Submission submission) {
    Runnable meanwhile;
    synchronized (this) {
      meanwhile = preparation;
    }
    meanwhile.run();
    return () -> submit(submission);
  }

  @Override
  public synchronized ProviderSnapshot submit(Submission submission) {
    creates.add(submission.key());
    return answers.remove().apply(submission.workspace());
  }

  @Override
  public synchronized ProviderSnapshot poll(
      ProviderHandle handle,
      GenerationRequest request,
      Workspace workspace,
      @Nullable Instant deadline) {
    return answers.remove().apply(workspace);
  }
}
