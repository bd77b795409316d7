package io.atelier.provider.meshy;

import static io.atelier.provider.ProviderAdapterContract.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.AdapterFixture;
import io.atelier.provider.CallCount;
import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot.NextStage;
import io.atelier.provider.Submission;
import io.atelier.provider.TaskLookup.Finding;
import io.atelier.simulated.MeshySimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the provider's list shows of creates whose answers were lost. */
class MeshyLookUpTest {
  private static final String PROMPT = "a  gold\ncoin";

  @TempDir Path directory;
  private AdapterFixture<MeshySimulator, MeshyAdapter> fixture;
  private Instant begin;

  @BeforeEach
  void open() {
    fixture = MeshyFixture.with(directory, Map.of());
    fixture.provider.queue(1000);
    fixture.provider.requestsPerSecond(1000); // its time stands still
    begin = fixture.time.instant();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static Model of(String prompt) {
    return new Model(prompt, null, null, 2000);
  }

  private Submission first(Model request) {
    return new Submission("key", request, fixture.workspace());
  }

  private Finding listed(Submission submission) {
    return fixture.adapter.lookUp(submission, begin);
  }

  private static Finding fitting(ProviderHandle... handles) {
    return new Finding.Fitting(List.of(handles));
  }

  @Test
  void a_task_fits_by_its_prompt_its_sort_and_its_time() {
    ProviderHandle task = fixture.accepted(of(PROMPT));
    fixture.accepted(of("something else"));
    fixture.accepted(new Model(PROMPT, null, REFERENCE, 2000));
    fixture.provider.strange(PROMPT, begin.minus(Duration.ofMinutes(5)));
    assertThat(listed(first(of(PROMPT)))).isEqualTo(fitting(task));
    assertThat(listed(first(of("nothing")))).isEqualTo(fitting());
  }

  // Filtered out, it would count as never received, and be paid twice
  @Test
  void a_task_is_found_although_its_providers_clock_is_behind_ours() {
    fixture.provider.strange(PROMPT, begin.minus(Duration.ofSeconds(110)));
    assertThat(listed(first(of(PROMPT))))
        .isInstanceOfSatisfying(
            Finding.Fitting.class, found -> assertThat(found.handles()).hasSize(1));
  }

  @Test
  void all_that_fit_are_named_the_newest_first() {
    ProviderHandle one = fixture.accepted(of(PROMPT));
    ProviderHandle two = fixture.accepted(of(PROMPT));
    assertThat(listed(first(of(PROMPT)))).isEqualTo(fitting(two, one));
  }

  @Test
  void a_task_that_is_pages_away_is_found_and_the_list_is_read_no_further_than_needed() {
    ProviderHandle task = fixture.accepted(of(PROMPT));
    for (int i = 0; i < 120; i++) {
      fixture.provider.strange("another " + i, begin.plus(Duration.ofSeconds(2)));
      fixture.provider.strange("an older one", begin.minus(Duration.ofHours(i + 1)));
    }
    assertThat(listed(first(of(PROMPT)))).isEqualTo(fitting(task));
    assertThat(fixture.provider.ledger().counted("lists")).isEqualTo(3);
  }

  /** providers.md 4.2: "page_size=10(<=50)"; a page says nothing of what is behind it. */
  @Test
  void a_page_that_is_shorter_than_was_asked_for_is_not_the_end_of_the_list() {
    fixture.provider.longestPage(10);
    ProviderHandle task = fixture.accepted(of(PROMPT));
    for (int i = 0; i < 25; i++) {
      fixture.provider.strange("another " + i, begin.plus(Duration.ofSeconds(2)));
    }
    assertThat(listed(first(of(PROMPT)))).isEqualTo(fitting(task));
    assertThat(fixture.provider.ledger().counted("lists")).as("up to an empty one").isEqualTo(4);
  }

  @Test
  void SC_012_each_page_is_a_call_that_counts_against_the_accounts_rate() {
    fixture.provider.longestPage(10);
    fixture.accepted(of(PROMPT));
    for (int i = 0; i < 25; i++) {
      fixture.provider.strange("another " + i, begin.plus(Duration.ofSeconds(2)));
    }
    try (CallCount count = CallCount.begin()) {
      listed(first(of(PROMPT)));
      assertThat(count.calls()).isEqualTo(4);
    }
    assertThat(fixture.provider.ledger().counted("lists")).isEqualTo(4);
  }

  @Test
  void a_refinement_is_not_taken_for_the_shape() {
    Model request = of(PROMPT);
    ProviderHandle preview = fixture.accepted(request);
    NextStage shape = (NextStage) fixture.done(preview, request);
    Submission second = new Submission("key-2", request, 2, shape.state(), fixture.workspace());
    ProviderHandle refinement = AdapterFixture.handle(fixture.adapter.submit(second));
    assertThat(listed(second)).isEqualTo(fitting(refinement));
    assertThat(listed(first(request))).isEqualTo(fitting(preview));
  }

  @Test
  void models_of_images_all_fit_and_are_all_alike() {
    Model one = new Model("bronze", null, REFERENCE, 2000);
    Model other = new Model("silver", null, REFERENCE, 300);
    ProviderHandle task = fixture.accepted(one);
    assertThat(listed(first(other))).isEqualTo(fitting(task));
    assertThat(fixture.adapter.likeness(first(one)))
        .isEqualTo(fixture.adapter.likeness(first(other)));
  }

  @Test
  void creates_are_alike_that_the_list_cannot_tell_apart() {
    String likeness = fixture.adapter.likeness(first(of(PROMPT)));
    assertThat(fixture.adapter.likeness(first(new Model("a gold coin", null, null, 300))))
        .isEqualTo(likeness);
    assertThat(fixture.adapter.likeness(first(of("a silver coin")))).isNotEqualTo(likeness);
    assertThat(
            fixture.adapter.likeness(
                new Submission("k", of(PROMPT), 2, "shape", fixture.workspace())))
        .isNotEqualTo(likeness);
  }

  @Test
  void a_list_that_cannot_be_read_or_shows_no_prompt_says_nothing() {
    fixture.provider.strange("", begin);
    assertThat(listed(first(of(PROMPT)))).isInstanceOf(Finding.Unclear.class);
    fixture.provider.requestsPerSecond(0);
    assertThat(listed(first(of(PROMPT)))).isInstanceOf(Finding.Unclear.class);
  }
}
