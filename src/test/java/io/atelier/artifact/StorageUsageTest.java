package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorageUsageTest {

  @Test
  void SC_007_what_is_saved_is_logical_less_physical_and_its_share_of_the_logical() {
    StorageUsage usage = usage(1000, 750);
    assertThat(usage.savedBytes()).isEqualTo(250);
    assertThat(usage.savedRatio()).isEqualTo("0.2500");
  }

  @Test
  void SC_007_a_share_is_never_rounded_up_to_what_it_does_not_reach() {
    assertThat(usage(1_000_000, 800_001).savedRatio()).isEqualTo("0.1999");
  }

  @Test
  void a_run_whose_files_others_use_may_save_less_than_nothing() {
    assertThat(usage(100, 400).savedBytes()).isEqualTo(-300);
    assertThat(usage(100, 400).savedRatio()).isEqualTo("-3.0000");
    assertThat(usage(0, 400).savedRatio()).isNull();
  }

  @Test
  void what_it_was_not_grouped_by_is_null() {
    StorageUsage usage =
        StorageUsage.of(
            List.of(UsageKey.TENANT, UsageKey.TYPE),
            new Object[] {"acme", "ENVIRONMENT_MAP", new BigDecimal(3), new BigDecimal(2), 2, 1});
    assertThat(usage)
        .isEqualTo(
            new StorageUsage(
                "acme", null, "environment_map", 3, 2, 2, 1, 1, new BigDecimal("0.3333")));
  }

  private static StorageUsage usage(long logical, long physical) {
    return StorageUsage.of(
        List.of(UsageKey.TENANT), new Object[] {"acme", logical, physical, 1, 1});
  }
}
