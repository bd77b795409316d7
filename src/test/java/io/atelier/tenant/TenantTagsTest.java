package io.atelier.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TenantTagsTest {

  @Test
  void the_first_thousand_are_called_by_name_and_the_rest_together() {
    TenantTags tags = new TenantTags();
    for (int i = 0; i < TenantTags.MOST; i++) {
      assertThat(tags.of(new TenantId("t" + i))).isEqualTo("t" + i);
    }
    assertThat(tags.of(new TenantId("late"))).isEqualTo("_other");
    assertThat(tags.of(new TenantId("t0"))).isEqualTo("t0");
  }
}
