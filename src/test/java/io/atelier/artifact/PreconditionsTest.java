package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.storage.StoredAsset;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, section 13, on an asset that was published in the middle of a second. */
class PreconditionsTest {
  private static final ContentHash HASH = new ContentHash("ab".repeat(32));
  private static final AssetPath PATH =
      AssetPath.parse("acme/r/image/" + HASH + ".png").orElseThrow();
  private static final StoredAsset ASSET =
      new StoredAsset(PATH.key(), 1, Instant.parse("2026-02-12T10:00:00.700Z"));
  private static final String TAG = '"' + HASH.hex() + '"';
  private static final String BEFORE = "Thu, 12 Feb 2026 09:59:59 GMT";
  private static final String THEN = "Thu, 12 Feb 2026 10:00:00 GMT";
  private static final String AFTER = "Thu, 12 Feb 2026 10:00:01 GMT";

  @Test
  void without_a_condition_the_asset_is_sent() {
    assertThat(asked().notModified()).isFalse();
    assertThat(asked().failed()).isFalse();
    assertThat(asked().rangeApplies()).isTrue();
  }

  @Test
  void a_tag_is_matched_weakly_anywhere_in_the_list() {
    for (String tags : new String[] {TAG, "W/" + TAG, "*", " * ", "\"a\", " + TAG + ",\"b\""}) {
      assertThat(asked("If-None-Match", tags).notModified()).as(tags).isTrue();
    }
    assertThat(asked("If-None-Match", "\"a\"", "If-None-Match", TAG).notModified()).isTrue();
  }

  @Test
  void another_tag_or_none_does_not_match() {
    for (String tags : new String[] {"\"a\"", HASH.hex(), "w/" + TAG, "\"*\"", "W/*", "\"a\", *"}) {
      assertThat(asked("If-None-Match", tags).notModified()).as(tags).isFalse();
    }
  }

  @Test
  void an_asset_is_unmodified_since_its_own_second() {
    assertThat(asked("If-Modified-Since", BEFORE).notModified()).isFalse();
    assertThat(asked("If-Modified-Since", THEN).notModified()).isTrue();
    assertThat(asked("If-Modified-Since", AFTER).notModified()).isTrue();
  }

  @Test
  void a_date_does_not_count_beside_a_tag() {
    assertThat(asked("If-None-Match", "\"a\"", "If-Modified-Since", AFTER).notModified()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {TAG_TEXT, "*", " * ", "\"a\", " + TAG_TEXT, TAG_TEXT + " ,\"b\""})
  void what_the_client_names_is_what_it_must_be(String tags) {
    assertThat(asked("If-Match", tags).failed()).isFalse();
    assertThat(asked("If-Match", tags, "If-Unmodified-Since", BEFORE).failed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\"", "W/" + TAG_TEXT, "", "x", "\"*\"", "\"a\",\"b\""})
  void anything_else_is_a_condition_that_fails(String tags) {
    assertThat(asked("If-Match", tags).failed()).isTrue();
    assertThat(asked("If-Match", tags, "If-Unmodified-Since", AFTER).failed()).isTrue();
  }

  @Test
  void it_must_not_be_younger_than_the_date_that_the_client_names() {
    assertThat(asked("If-Unmodified-Since", BEFORE).failed()).isTrue();
    assertThat(asked("If-Unmodified-Since", THEN).failed()).isFalse();
    assertThat(asked("If-Unmodified-Since", AFTER).failed()).isFalse();
    assertThat(asked("If-Unmodified-Since", "no date").failed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {TAG_TEXT, THEN})
  void a_range_counts_for_this_very_content(String validator) {
    assertThat(asked("If-Range", validator).rangeApplies()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/" + TAG_TEXT, "\"a\"", "*", BEFORE, AFTER, "x", ""})
  void a_range_does_not_count_for_any_other(String validator) {
    assertThat(asked("If-Range", validator).rangeApplies()).isFalse();
  }

  private static final String TAG_TEXT =
      "\"abababababababababababababababababababababababababababababababab\"";

  private static Preconditions asked(String... lines) {
    return new Preconditions(HeadersOnly.request(lines), AssetHeaders.of(PATH, ASSET));
  }
}
