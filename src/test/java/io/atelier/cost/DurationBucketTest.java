package io.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DurationBucketTest {
  @Test
  void its_sql_tells_the_bucket_of_a_number_of_seconds() {
    assertThat(DurationBucket.NAMES)
        .containsExactly("000-005", "005-010", "010-015", "015-030", "030-060", "060-120");
    assertThat(DurationBucket.of("s"))
        .startsWith(
            "CASE WHEN s IS NULL THEN '' WHEN CAST(s AS numeric) <= 5 THEN '000-005'"
                + " WHEN CAST(s AS numeric) <= 10 THEN '005-010'")
        .endsWith("WHEN CAST(s AS numeric) <= 60 THEN '030-060' ELSE '060-120' END");
  }
}
