package io.atelier.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
  private static final Instant EXPIRES = Instant.parse("2026-07-01T12:00:00Z");

  @Test
  void verified_claims_name_a_caller() {
    Caller caller = Caller.of("JWT", "acme", List.of("creator", "operator"), "ann", EXPIRES);
    assertThat(caller.tenant()).isEqualTo(new TenantId("acme"));
    assertThat(caller.groups()).containsExactlyInAnyOrder(Group.CREATOR, Group.OPERATOR);
    assertThat(caller.subject()).isEqualTo("ann");
    assertThat(caller.expires()).isEqualTo(EXPIRES);
  }

  static Stream<Object> claimsThatNameNoTenant() {
    return Stream.of(
        "",
        "../B",
        "Acme",
        "acme\n",
        "acme/b",
        "-a",
        "a".repeat(64),
        7,
        7L,
        true,
        1.5,
        List.of("acme"),
        Map.of("id", "acme"),
        'a',
        new StringBuilder("acme"));
  }

  @ParameterizedTest
  @NullSource
  @MethodSource("claimsThatNameNoTenant")
  void a_tenant_claim_that_is_not_a_tenants_name_speaks_for_nobody(Object claim) {
    assertUnauthenticated("JWT", claim);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT"})
  void a_token_for_access_is_taken(String type) {
    assertThat(Caller.of(type, "acme", List.of(), "ann", EXPIRES).tenant()).hasToString("acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "logout+jwt", "dpop+jwt", "secevent+jwt", "id_token", "JWT ", "JWE", "none"})
  void a_token_for_another_purpose_is_not(String type) {
    assertUnauthenticated(type, "acme");
  }

  @Test
  void groups_are_the_strings_of_a_list_and_nothing_else() {
    assertThat(groups(Arrays.asList("creator", 7, null, List.of("operator"), "creator")))
        .containsExactly("creator");
    assertThat(groups(null)).isEmpty();
    assertThat(groups("operator")).isEmpty();
    assertThat(groups(Map.of("operator", true))).isEmpty();
  }

  @Test
  void a_token_without_subject_speaks_as_its_tenant() {
    assertThat(Caller.of(null, "acme", null, null, EXPIRES).subject()).isEqualTo("acme");
  }

  private static Set<String> groups(Object claim) {
    return Caller.of("JWT", "acme", claim, "ann", EXPIRES).groups();
  }

  private static void assertUnauthenticated(String type, Object tenantClaim) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Caller.of(type, tenantClaim, List.of("creator"), "ann", EXPIRES))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
  }
}
