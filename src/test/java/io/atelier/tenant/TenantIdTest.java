package io.atelier.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "acme", "acme-eu", "acme-", "0-0"})
  void a_dns_label_in_lower_case_names_a_tenant(String text) {
    assertThat(TenantId.parse(text)).hasValueSatisfying(id -> assertThat(id).hasToString(text));
    assertThat(new TenantId(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-acme",
        "Acme",
        "acme_eu",
        "acme.eu",
        "acme/eu",
        "..",
        "../b",
        "acme\n",
        "\nacme",
        "acme\0",
        "acmé",
        "аcme",
        "acme\u200b",
        "%61cme",
        "a\\b"
      })
  void nothing_else_does(String text) {
    assertThat(TenantId.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new TenantId(text));
  }

  @Test
  void a_name_has_at_most_63_characters() {
    assertThat(TenantId.parse("a".repeat(63))).isPresent();
    assertThat(TenantId.parse("a".repeat(64))).isEmpty();
  }

  @Test
  void a_refusal_does_not_repeat_what_was_given() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TenantId("<script>"))
        .withMessageNotContaining("script");
  }

  @Test
  void tenants_sort_by_name() {
    assertThat(new TenantId("acme")).isLessThan(new TenantId("b"));
  }
}
