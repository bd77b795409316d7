package io.atelier.provider.procedural;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.Codec;
import io.atelier.media.FileFormat;
import io.atelier.media.MediaProbe;
import io.atelier.media.PbrMap;
import io.atelier.media.ProbeResult;
import io.atelier.provider.AspectRatio;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.EnvironmentMap;
import io.atelier.provider.GenerationRequest.Image;
import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.GenerationRequest.Music;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.GenerationRequest.Video;
import io.atelier.provider.MadeFile;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderAdapterContract;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Resolution;
import io.atelier.provider.Submission;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.TemporaryWorkspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProceduralAdapterTest implements ProviderAdapterContract {
  private final ProviderAdapter adapter = new ProceduralAdapter("USD", Clock.systemUTC());

  @Override
  public ProviderAdapter adapter() {
    return adapter;
  }

  @Test
  void it_never_poses_as_another_provider() {
    assertThat(adapter.name()).isEqualTo("procedural");
  }

  @Test
  void nothing_is_nothing_in_the_currency_that_prices_are_in() {
    ProviderAdapter inEuros = new ProceduralAdapter("EUR", Clock.systemUTC());
    assertThat(ProviderAdapterContract.requests())
        .allSatisfy(
            request -> assertThat(inEuros.estimate(request)).isEqualTo(ProviderCost.free("EUR")));
  }

  @Test
  void it_makes_everything_for_nothing_and_again_after_a_crash() {
    assertThat(adapter.guarantee()).isEqualTo(SubmissionGuarantee.REPLAY);
    ProviderAdapterContract.requests()
        .forEach(
            request -> assertThat(adapter.estimate(request)).isEqualTo(ProviderCost.free("USD")));
  }

  /** It is what was asked for. */
  @Override
  public void assertMade(GenerationRequest request, ProviderSnapshot.Succeeded made) {
    for (MadeFile file : made.files()) {
      assertIs(request, probed(file.path()));
    }
  }

  private static ProbeResult probed(Path file) {
    try {
      return MediaProbe.probe(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertIs(GenerationRequest request, ProbeResult found) {
    switch (request) {
      case Texture t ->
          assertThat(found).isEqualTo(new ProbeResult.Image(FileFormat.PNG, t.size(), t.size()));
      case SoundEffect s -> assertLasts(found, s.durationSeconds());
      case Music m -> assertLasts(found, m.durationSeconds());
      case Video v -> assertShows(found, v);
      case Image i ->
          assertThat(found).isEqualTo(new ProbeResult.Image(FileFormat.PNG, i.width(), i.height()));
      case EnvironmentMap e ->
          assertThat(found).isEqualTo(new ProbeResult.Image(FileFormat.HDR, e.width(), e.height()));
      case Model m ->
          assertThat(found)
              .isInstanceOfSatisfying(
                  ProbeResult.Model.class,
                  model -> {
                    assertThat(model.triangles()).isBetween(12L, (long) m.maxTriangles());
                    assertThat(model.maps())
                        .contains(PbrMap.BASE_COLOR, PbrMap.METALLIC_ROUGHNESS, PbrMap.NORMAL);
                  });
    }
  }

  private static void assertShows(ProbeResult found, Video asked) {
    assertThat(found)
        .isInstanceOfSatisfying(
            ProbeResult.Video.class,
            video -> {
              assertThat(video.codec()).isEqualTo(Codec.H264);
              assertThat(video.width()).isEqualTo(asked.width());
              assertThat(video.height()).isEqualTo(asked.height());
              assertThat(video.faststart()).isTrue();
              assertThat(video.seconds())
                  .isCloseTo(asked.durationSeconds().doubleValue(), Offset.offset(0.05));
            });
  }

  private static void assertLasts(ProbeResult found, BigDecimal seconds) {
    assertThat(found)
        .isInstanceOfSatisfying(
            ProbeResult.Audio.class,
            audio ->
                assertThat(audio.seconds())
                    .isCloseTo(seconds.doubleValue(), Offset.offset(1.0 / audio.sampleRate())));
  }

  @Test
  void the_key_is_no_part_of_what_it_makes(@TempDir Path directory) throws IOException {
    GenerationRequest request = Texture.of("brushed gold", 512, true);
    assertThat(Files.readAllBytes(made(request, "a", directory)))
        .isEqualTo(Files.readAllBytes(made(request, "b", directory)));
  }

  @Test
  void what_is_not_made_by_its_deadline_is_broken_off(@TempDir Path directory) {
    Video film =
        new Video(
            "forest", null, Video.MAX_SECONDS, Resolution.P1080, AspectRatio.WIDE, true, null);
    Instant soon = Instant.now().plusMillis(300);

    ProviderSnapshot end =
        adapter.submit(new Submission("key", film, 1, "", new TemporaryWorkspace(directory), soon));

    assertThat(end)
        .isInstanceOfSatisfying(
            ProviderSnapshot.Failed.class,
            late -> assertThat(late.failure()).isEqualTo(FailureClass.TIMEOUT));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void a_deadline_that_is_kept_interrupts_nobody_afterwards(@TempDir Path directory) {
    Instant ample = Instant.now().plusSeconds(600);

    ProviderSnapshot end =
        adapter.submit(
            new Submission(
                "key",
                Texture.of("brushed gold", 512, true),
                1,
                "",
                new TemporaryWorkspace(directory),
                ample));

    assertThat(end).isInstanceOf(ProviderSnapshot.Succeeded.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  private Path made(GenerationRequest request, String key, Path directory) {
    Submission submission = new Submission(key, request, new TemporaryWorkspace(directory));
    return ((ProviderSnapshot.Succeeded) adapter.submit(submission)).files().get(0).path();
  }
}
