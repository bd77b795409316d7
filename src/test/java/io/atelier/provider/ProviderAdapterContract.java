package io.atelier.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.atelier.provider.GenerationRequest.EnvironmentMap;
import io.atelier.provider.GenerationRequest.Image;
import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.GenerationRequest.Music;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.GenerationRequest.Video;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ProviderAdapter} keeps (FR-016); each adapter's test implements this. */
public interface ProviderAdapterContract {

  /** The artifact that some requests refer to. */
  UUID REFERENCE = UUID.fromString("0197a4a0-0000-7000-8000-000000000001");

  /** The adapter under test, configured, its provider reachable and well. */
  ProviderAdapter adapter();

  /** Requests at the edges of what may be asked of any provider. */
  static Stream<GenerationRequest> requests() {
    BigDecimal shortest = SoundEffect.MIN_SECONDS;
    BigDecimal longest = SoundEffect.MAX_SECONDS;
    return Stream.of(
        Texture.of("brushed gold", Texture.MIN_SIZE, true),
        Texture.of("x", 513, false),
        Texture.of("😀 金 \u202e \"'<>&\\ %s ${x} \u0001", Texture.MIN_SIZE, true),
        Texture.of("w".repeat(GenerationRequest.MAX_PROMPT), Texture.MIN_SIZE, false),
        new SoundEffect("coins", null, shortest),
        new SoundEffect(null, Interaction.WIN, longest),
        new SoundEffect("a soft one", Interaction.CONFETTI, new BigDecimal("1.234")),
        new Texture("oak", "warm", Texture.MIN_SIZE, true, List.of(TextureMap.values())),
        new Video(
            "a wheel spins",
            "neon",
            Video.MIN_SECONDS,
            Resolution.P480,
            AspectRatio.SQUARE,
            true,
            null),
        new Video(
            "the camera moves closer",
            null,
            Video.MIN_SECONDS,
            Resolution.P480,
            AspectRatio.WIDE,
            false,
            REFERENCE),
        new Music("a calm evening", MusicStyle.JAZZ, Music.MIN_SECONDS, true),
        new Music("we sing", MusicStyle.POP, Music.MIN_SECONDS, false),
        new Model("a gold coin", null, null, Model.MIN_TRIANGLES),
        new Model(null, null, REFERENCE, Model.MAX_TRIANGLES),
        new Image("a treasure", "painted", Image.MIN_SIZE, 700, null),
        new Image("the same at night", null, 640, Image.MIN_SIZE, REFERENCE),
        new EnvironmentMap("a studio", null, EnvironmentMap.MIN_WIDTH));
  }

  @Test
  default void it_has_a_name_that_can_stand_in_configuration() {
    assertThat(adapter().name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*").hasSizeLessThan(64);
    assertThat(adapter().available()).isTrue();
    assertThat(adapter().guarantee()).isNotNull();
  }

  @Test
  default void it_says_beforehand_what_it_cannot_make_and_always_the_same() {
    assertThat(requests().filter(request -> adapter().refusal(request).isEmpty())).isNotEmpty();
    requests()
        .forEach(
            request -> {
              assertThat(adapter().refusal(request)).isEqualTo(adapter().refusal(request));
              assertThat(adapter().refusal(request).orElse("why")).isNotBlank();
            });
  }

  /** FR-020: where there is an account, operators see what is left on it. */
  @Test
  default void an_account_says_what_is_left_on_it() {
    assumeTrue(adapter() instanceof AccountBalance);
    assertThat(((AccountBalance) adapter()).balance())
        .isInstanceOfSatisfying(
            AccountBalance.Balance.Left.class,
            left -> {
              assertThat(left.amount()).isPositive();
              assertThat(left.unit()).isNotBlank();
            });
  }

  /** Nobody without what a provider was given is heard as that provider. */
  @Test
  default void a_call_that_proves_nothing_says_nothing() {
    assumeTrue(adapter() instanceof TaskCallbacks);
    TaskCallbacks callbacks = (TaskCallbacks) adapter();
    for (String token : List.of("", "x", "A".repeat(72), "0197a4a0-0000-7000-8000-000000000001")) {
      assertThat(
              callbacks.hint(
                  new TaskCallbacks.Callback(token, Map.of(), "{\"taskId\":\"1\",\"id\":\"1\"}")))
          .isEmpty();
    }
  }

  @Test
  default void it_estimates_before_anything_is_spent() {
    offered()
        .forEach(
            request -> {
              ProviderCost estimate = adapter().estimate(request);
              assertThat(estimate).isEqualTo(adapter().estimate(request));
              assertThat(estimate.currency()).matches("[A-Z]{3}");
              assertThat(estimate.basis())
                  .isIn(
                      ProviderCost.CostBasis.COMPUTED,
                      ProviderCost.CostBasis.ASSUMED,
                      ProviderCost.CostBasis.UNKNOWN);
            });
  }

  /** And where it replays, a create sent again gives the same. */
  @Test
  default void it_answers_every_request_it_did_not_refuse(@TempDir Path directory) {
    offered()
        .forEach(
            request -> {
              TemporaryWorkspace files = new TemporaryWorkspace(directory);
              Submission submission = new Submission("key-" + request, request, files);
              ProviderSnapshot first = adapter().submit(submission);
              switch (first) {
                case ProviderSnapshot.Running running ->
                    assertThat(running.handle().id()).isNotBlank();
                case ProviderSnapshot.Ready ready -> assertThat(ready.handle().id()).isNotBlank();
                case ProviderSnapshot.Succeeded succeeded -> {
                  assertMadeIn(files, succeeded);
                  assertMade(request, succeeded);
                }
                case ProviderSnapshot.Failed failed ->
                    throw new AssertionError("refused " + request + ": " + failed);
                case ProviderSnapshot.Unknown unknown ->
                    throw new AssertionError("lost " + request + ": " + unknown);
                case ProviderSnapshot.NextStage next ->
                    throw new AssertionError("ended without a task: " + next);
                case ProviderSnapshot.AcceptedBefore before ->
                    throw new AssertionError("a first create was a repeated one: " + before);
              }
              if (adapter().guarantee() == SubmissionGuarantee.REPLAY) {
                assertAlike(first, adapter().submit(submission));
              }
            });
  }

  /** What an adapter's own test has to say of a result that was there at once. */
  default void assertMade(GenerationRequest request, ProviderSnapshot.Succeeded made) {}

  @Test
  default void a_task_it_does_not_know_is_not_found(@TempDir Path directory) {
    offered()
        .forEach(
            request ->
                assertThat(
                        adapter()
                            .poll(
                                new ProviderHandle("00000000-never-heard-of", ""),
                                request,
                                new TemporaryWorkspace(directory),
                                null))
                    .isInstanceOfSatisfying(
                        ProviderSnapshot.Failed.class,
                        failed -> {
                          assertThat(failed.failure()).isEqualTo(FailureClass.NOT_FOUND);
                          assertThat(failed.message()).isNotBlank();
                        }));
  }

  @Test
  default void a_workspace_that_cannot_be_written_is_not_the_providers_failure(
      @TempDir Path directory) {
    Workspace full =
        new Workspace() {
          @Override
          public Path newFile() {
            throw new WorkspaceException(new IOException("No space left on device"));
          }

          @Override
          public ResultWriter newWriter() {
            throw new WorkspaceException(new IOException("No space left on device"));
          }

          @Override
          public Optional<Path> reference() {
            return new TemporaryWorkspace(directory).reference();
          }
        };
    offered()
        .forEach(
            request -> {
              try {
                ProviderSnapshot snapshot =
                    adapter().submit(new Submission("full-" + request, request, full));
                assertThat(snapshot).isInstanceOf(ProviderSnapshot.Running.class);
              } catch (WorkspaceException e) {
                assertThat(e.reason()).hasMessage("No space left on device");
              }
            });
  }

  private Stream<GenerationRequest> offered() {
    return requests().filter(request -> adapter().refusal(request).isEmpty());
  }

  private static void assertMadeIn(TemporaryWorkspace files, ProviderSnapshot.Succeeded succeeded) {
    List<Path> made = succeeded.files().stream().map(MadeFile::path).toList();
    assertThat(files.handedOut()).containsAll(made);
    assertThat(made).doesNotHaveDuplicates();
    assertThat(made).allSatisfy(file -> assertThat(file).isNotEmptyFile());
    assertThat(succeeded.cost().currency()).matches("[A-Z]{3}");
  }

  private static void assertAlike(ProviderSnapshot first, ProviderSnapshot second) {
    if (first instanceof ProviderSnapshot.Succeeded one
        && second instanceof ProviderSnapshot.Succeeded two) {
      assertThat(two.files()).hasSameSizeAs(one.files());
      for (int i = 0; i < one.files().size(); i++) {
        assertThat(bytes(two.files().get(i).path())).isEqualTo(bytes(one.files().get(i).path()));
      }
    } else {
      assertThat(first).isEqualTo(second);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
