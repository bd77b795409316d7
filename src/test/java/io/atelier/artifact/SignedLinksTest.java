package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.PropertiesConfig;
import io.atelier.media.FileFormat;
import io.atelier.run.RunId;
import io.atelier.storage.InMemoryStorage;
import io.atelier.storage.StagingFile;
import io.atelier.tenant.PublicAddress;
import io.atelier.tenant.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedLinksTest {
  private static final Instant NOON = Instant.parse("2026-02-12T12:00:00Z");
  private static final SigningKey KEY =
      new SigningKey("k1", "s".repeat(32).getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
  private static final AssetPath PATH =
      new AssetPath(
          new TenantId("acme"),
          new RunId("r"),
          ArtifactType.IMAGE,
          new ContentHash("ab".repeat(32)),
          FileFormat.PNG);

  @TempDir Path directory;
  private Artifact artifact;

  @BeforeEach
  void anArtifact() throws IOException {
    try (StagingFile staged = new InMemoryStorage(directory).stage()) {
      artifact =
          new Artifact(
              new NewArtifact(
                  NewArtifact.newId(),
                  PATH.tenant(),
                  PATH.run(),
                  null,
                  null,
                  PATH.type(),
                  ArtifactRole.MAIN,
                  Map.of(),
                  List.of(),
                  Provenance.derivedFrom(NewArtifact.newId()),
                  null),
              new InspectedFile(staged, PATH.format(), PATH.hash(), 7, Map.of()),
              new Content(PATH, 7, NOON),
              NOON);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 5, 60, 3_599, 3_600, 86_400, 302_400, 453_600, 604_799, 604_800})
  void a_link_lives_as_long_as_was_asked_for_and_at_most_half_longer(long seconds) {
    for (int i = 0; i < 200; i++) {
      Instant now = NOON.plusMillis(i * 777L * seconds);
      Instant end = links(now).sign(artifact, Duration.ofSeconds(seconds)).expires();
      long rest = end.getEpochSecond() - now.getEpochSecond();
      assertThat(rest).isBetween(seconds, seconds + seconds / 2);
    }
  }

  /** Issue 3: reads within half the lifetime give the same URL, and the browser's cache works. */
  @ParameterizedTest
  @ValueSource(longs = {4, 60, 3_600, 86_400, 302_400, 453_600, 604_800})
  void within_half_its_life_it_is_the_same_link(long seconds) {
    Duration life = Duration.ofSeconds(seconds);
    Duration half = life.dividedBy(2);
    Instant from =
        Instant.ofEpochSecond(NOON.getEpochSecond() / half.toSeconds() * half.toSeconds());
    SignedLinks.Link first = links(from).sign(artifact, life);
    for (Instant later :
        List.of(
            from.plusSeconds(1), from.plus(half.dividedBy(2)), from.plus(half).minusSeconds(1))) {
      assertThat(links(later).sign(artifact, life)).isEqualTo(first);
    }
    assertThat(links(from.plus(half)).sign(artifact, life)).isNotEqualTo(first);
  }

  @Test
  void it_opens_its_own_asset_until_its_end() {
    SignedLinks.Link link = links(NOON).sign(artifact);
    String query = link.uri().getRawQuery();
    assertThat(link.uri().toString()).startsWith("https://media.example" + PATH.uri() + "?exp=");
    assertThat(links(NOON).verify(PATH, query))
        .map(SignedLinks.Verified::end)
        .contains(link.expires());
    assertThat(links(link.expires().minusMillis(1)).verify(PATH, query)).isPresent();
    assertThat(links(link.expires()).verify(PATH, query)).isEmpty();
  }

  @Test
  void it_opens_no_other_asset() {
    String query = links(NOON).sign(artifact).uri().getRawQuery();
    for (AssetPath other :
        List.of(
            new AssetPath(
                new TenantId("bcme"), PATH.run(), PATH.type(), PATH.hash(), PATH.format()),
            new AssetPath(PATH.tenant(), new RunId("R"), PATH.type(), PATH.hash(), PATH.format()),
            new AssetPath(
                PATH.tenant(), PATH.run(), ArtifactType.TEXTURE, PATH.hash(), PATH.format()),
            new AssetPath(PATH.tenant(), PATH.run(), PATH.type(), PATH.hash(), FileFormat.JPEG))) {
      assertThat(links(NOON).verify(other, query)).isEmpty();
    }
  }

  @Test
  void what_was_verified_ends_with_its_time_and_with_its_key() {
    OneKey keys = new OneKey();
    SignedLinks links = links(NOON);
    links.keys = keys;
    SignedLinks.Link link = links.sign(artifact);
    String query = link.uri().getRawQuery();
    for (int i = 0; i < 3; i++) {
      assertThat(links.verify(PATH.uri(), query, () -> Optional.of(PATH))).isPresent();
    }
    assertThat(keys.asked).as("its signature is made once").isEqualTo(1);
    assertThat(links.verify(PATH.uri() + "x", query, Optional::empty)).isEmpty();
    assertThat(links.verify(PATH.uri(), query + "x", () -> Optional.of(PATH))).isEmpty();

    keys.live = false;
    assertThat(links.verify(PATH.uri(), query, () -> Optional.of(PATH))).isEmpty();
    keys.live = true;
    assertThat(links.verify(PATH.uri(), query, () -> Optional.of(PATH))).isPresent();
    links.clock = Clock.fixed(link.expires(), ZoneOffset.UTC);
    assertThat(links.verify(PATH.uri(), query, () -> Optional.of(PATH))).isEmpty();
  }

  @Test
  void a_key_that_is_not_live_opens_nothing() {
    String query = links(NOON).sign(artifact).uri().getRawQuery();
    assertThat(links(NOON).verify(PATH, query.replace("kid=k1", "kid=k2"))).isEmpty();
  }

  @Test
  void whatever_has_a_signature_is_meant_as_a_permission() {
    assertThat(SignedLinks.isSigned(null)).isFalse();
    assertThat(SignedLinks.isSigned("exp=1&kid=k")).isFalse();
    assertThat(SignedLinks.isSigned("xsig=1")).isFalse();
    assertThat(SignedLinks.isSigned("sig=")).isTrue();
    assertThat(SignedLinks.isSigned("x=1&sig=")).isTrue();
  }

  @Test
  void lives_that_make_no_sense_are_objected_to() {
    assertThat(links(NOON).objections()).isEmpty();
    assertThat(links(NOON, "PT1S", "P7D").objections()).singleElement().asString().contains("PT2S");
    assertThat(links(NOON, "P8D", "P7D").objections()).hasSize(1);
  }

  private static SignedLinks links(Instant now) {
    return links(now, "PT1H", "P7D");
  }

  private static SignedLinks links(Instant now, String usual, String longest) {
    SignedLinks links = new SignedLinks();
    links.config =
        PropertiesConfig.of(
            Map.of(
                "artifact.signed-uri.lifetime", usual,
                "artifact.signed-uri.max-lifetime", longest,
                "public.base-url", "https://media.example"));
    links.address = new PublicAddress(links.config);
    links.clock = Clock.fixed(now, ZoneOffset.UTC);
    links.keys = new OneKey();
    links.read();
    return links;
  }

  /** The only live key of every tenant. */
  private static final class OneKey extends SigningKeys {
    private boolean live = true;
    private int asked;

    @Override
    SigningKey signing(TenantId tenant) {
      return KEY;
    }

    @Override
    Optional<SigningKey> find(TenantId tenant, Predicate<SigningKey> signed) {
      asked++;
      return Optional.of(KEY).filter(key -> live).filter(signed);
    }

    @Override
    public boolean isLive(TenantId tenant, String id) {
      return live && id.equals(KEY.id());
    }
  }
}
