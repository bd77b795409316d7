package io.atelier.provider;

import static io.atelier.provider.AdapterFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.ProviderSnapshot.Failed;
import io.atelier.provider.ProviderSnapshot.Running;
import io.atelier.provider.ProviderSnapshot.Succeeded;
import io.atelier.provider.ProviderSnapshot.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every adapter of a provider over the network keeps besides, whatever the simulated one is
 * told to do (providers.md 11.4).
 */
public interface RemoteAdapterContract extends ProviderAdapterContract {

  /** The adapter under test and its provider. */
  AdapterFixture<?, ?> fixture();

  /** Something that one create makes, with those tags in its prompt. */
  GenerationRequest tagged(String tags);

  @Override
  default ProviderAdapter adapter() {
    return fixture().adapter;
  }

  /** A fault that can be asked for happens. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "moderation",
        "out_of_credits",
        "auth",
        "rate_limit:1",
        "fail_late",
        "fail_early",
        "hang",
        "slow:1",
        "null_record:1",
        "html_error:1",
        "empty_200:1",
        "malformed_json:1",
        "success_no_url",
        "corrupt_file",
        "corrupt_body",
        "empty_file",
        "wrong_mime",
        "truncate",
        "lost_response"
      })
  default void each_fault_shows(String tag) {
    assertShows(tagged("[[sim:" + tag + "]]"), tagged(""));
  }

  /** That what is seen of one is not what is seen of the other. */
  default void assertShows(GenerationRequest faulty, GenerationRequest well) {
    assertThat(fixture().course(faulty)).isNotEqualTo(fixture().course(well));
  }

  /** What a poll may be answered without it saying anything of the task. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "html_error:1",
        "html_404:1",
        "malformed_json:1",
        "empty_200:1",
        "unknown_status:1",
        "poll_rate_limit:1"
      })
  default void trouble_of_a_poll_is_none_of_the_task(String tag) {
    GenerationRequest request = tagged("[[sim:" + tag + "]]");
    ProviderHandle handle = fixture().accepted(request);
    ProviderSnapshot troubled = fixture().poll(handle, request);
    if (troubled instanceof Failed failed) {
      assertThat(failed.passes()).isTrue();
    } else {
      assertThat(troubled).isEqualTo(new Running(handle));
    }
    assertThat(fixture().done(handle, request)).isInstanceOf(Succeeded.class);
  }

  @Test
  default void a_task_that_is_too_new_to_be_known_is_not_found_yet() {
    GenerationRequest request = tagged("[[sim:null_record:1]]");
    ProviderHandle handle = fixture().accepted(request);
    assertThat(failure(fixture().poll(handle, request))).isEqualTo(FailureClass.NOT_FOUND);
    assertThat(fixture().done(handle, request)).isInstanceOf(Succeeded.class);
  }

  @Test
  default void what_never_ends_is_running() {
    GenerationRequest request = tagged("[[sim:hang]]");
    ProviderHandle handle = fixture().accepted(request);
    assertThat(fixture().done(handle, request)).isEqualTo(new Running(handle));
  }

  /** Nobody pays twice: what may have been accepted is not known to have failed. */
  @ParameterizedTest
  @ValueSource(strings = {"lost_response", "lost_in_proxy", "unreadable_create"})
  default void a_create_that_was_lost_has_no_known_outcome_and_is_sent_once(String tag) {
    assertThat(fixture().submit(tagged("[[sim:" + tag + "]]"))).isInstanceOf(Unknown.class);
    assertThat(fixture().provider.ledger().counted("creates")).isOne();
  }
}
