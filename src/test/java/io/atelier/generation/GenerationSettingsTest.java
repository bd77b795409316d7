package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.PropertiesConfig;
import io.atelier.provider.MediaKind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GenerationSettingsTest {
  private final Properties properties = new Properties();

  @BeforeEach
  void readTheDefaults() throws IOException {
    try (InputStream file =
        GenerationSettings.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      properties.load(Objects.requireNonNull(file));
    }
  }

  @ParameterizedTest
  @DisplayName("FR-017: poll intervals and timeouts are those of the requirement")
  @CsvSource({"VIDEO,5,300", "SFX,2,30", "BGM,5,180", "MODEL_3D,10,600", "IMAGE,2,60"})
  void poll_intervals_and_timeouts(MediaKind kind, long pollSeconds, long timeoutSeconds) {
    KindPolicy policy = settings().policy(kind);
    assertThat(policy.pollInterval()).isEqualTo(Duration.ofSeconds(pollSeconds));
    assertThat(policy.timeout()).isEqualTo(Duration.ofSeconds(timeoutSeconds));
  }

  @Test
  void a_task_is_missed_for_half_a_minute_when_it_is_new_and_for_two_when_it_was_known() {
    assertThat(settings().missing())
        .isEqualTo(new MissingPolicy(Duration.ofSeconds(30), Duration.ofMinutes(2)));
  }

  /** providers.md 1.2: "re-poll once for fresh URL, regenerate only by policy". */
  @ParameterizedTest
  @EnumSource
  void what_is_paid_and_cannot_be_had_is_not_made_anew_unless_an_operator_said_so(MediaKind kind) {
    assertThat(settings().expiry()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings().whenExpired(kind, "meshy")).isEqualTo(WhenExpired.STAY);
    String general = "generation." + kind.configName() + ".on-expired-result";
    properties.setProperty(general, "next");
    properties.setProperty("generation." + kind.configName() + ".meshy.on-expired-result", "again");
    assertThat(settings().whenExpired(kind, "meshy")).isEqualTo(WhenExpired.AGAIN);
    assertThat(settings().whenExpired(kind, "suno")).isEqualTo(WhenExpired.NEXT);
    properties.setProperty(general, "maybe");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings().whenExpired(kind, "suno"))
        .withMessageContaining(general);
  }

  @Test
  void balances_are_asked_for_at_a_slow_pace() {
    assertThat(settings().balanceInterval()).isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @DisplayName("FR-019: limits of one tenant at one provider are those of the requirement")
  @CsvSource({"VIDEO,2", "SFX,2", "BGM,2", "MODEL_3D,2", "IMAGE,5"})
  void limits(MediaKind kind, int limit) {
    assertThat(settings().policy(kind).limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @EnumSource
  void out_of_the_box_everything_is_made_by_the_procedural_provider_where_no_key_is_set(
      MediaKind kind) {
    assertThat(settings().policy(kind).providers()).endsWith("procedural");
    assertThat(settings().accountCap("procedural")).hasValue(2);
  }

  @ParameterizedTest
  @DisplayName("FR-022: with their keys, it is made by those who are named for it")
  @CsvSource({
    "VIDEO,nano-banana,18/PT10S",
    "SFX,nano-banana,18/PT10S",
    "BGM,suno,18/PT10S",
    "MODEL_3D,meshy,5/PT1S",
    "IMAGE,nano-banana,18/PT10S"
  })
  void routes(MediaKind kind, String first, String rate) {
    assertThat(settings().policy(kind).providers()).containsExactly(first, "procedural");
    assertThat(settings().createRate(first)).contains(Rate.parse(rate));
  }

  @Test
  void a_lease_is_eight_seconds_and_the_node_works() {
    assertThat(settings().leaseTime()).isEqualTo(Duration.ofSeconds(8));
    assertThat(settings().workerEnabled()).isTrue();
    assertThat(settings().virtualThreads()).isFalse();
    assertThat(settings().batch()).isEqualTo(100);
  }

  @Test
  void a_create_that_no_other_provider_can_make_is_tried_for_a_day() {
    assertThat(settings().createTries()).isEqualTo(4);
    assertThat(settings().createPatience()).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void what_ends_its_node_is_begun_three_times() {
    assertThat(settings().makingTries()).isEqualTo(3);
  }

  @Test
  void a_node_that_stops_waits_as_long_as_a_create_may_be_without_an_answer_and_under_30_s() {
    Duration connect = Duration.parse(properties.getProperty("remote.connect-timeout"));
    Duration read = Duration.parse(properties.getProperty("remote.read-timeout"));
    assertThat(settings().drainTime())
        .isGreaterThanOrEqualTo(connect.plus(read))
        .isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void the_3d_account_keeps_two_of_its_ten_places_free() {
    assertThat(settings().accountCap("meshy")).hasValue(8);
  }

  @Test
  void a_provider_without_a_cap_has_none() {
    assertThat(settings().accountCap("nobody")).isEmpty();
  }

  @Test
  void a_route_keeps_its_order() {
    properties.setProperty("generation.video.providers", "nano-banana,procedural");
    assertThat(settings().policy(MediaKind.VIDEO).providers())
        .containsExactly("nano-banana", "procedural");
  }

  @ParameterizedTest
  @CsvSource({
    "generation.sfx.limit,0",
    "generation.sfx.limit,-1",
    "generation.image.timeout,PT0S",
    "generation.image.timeout,PT-1S",
    "generation.video.poll-interval,PT0S"
  })
  void what_is_not_positive_is_refused_at_start(String name, String value) {
    properties.setProperty(name, value);
    assertThatIllegalArgumentException().isThrownBy(this::settings);
  }

  @Test
  void what_is_missing_is_refused_at_start() {
    properties.remove("generation.bgm.limit");
    assertThatThrownBy(this::settings)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("generation.bgm.limit");
  }

  private GenerationSettings settings() {
    GenerationSettings settings = new GenerationSettings();
    settings.config = new PropertiesConfig(properties);
    settings.read();
    return settings;
  }
}
