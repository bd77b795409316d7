package io.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 7: a month by tenant and provider is fast, however many lines the ledger has. */
class SumsQueryTest {
  private static final Map<CostKey, Set<String>> ALL = Map.of();

  @ParameterizedTest
  @ValueSource(strings = {"month,tenant,provider", "tenant,provider", "kind,model,skill,basis"})
  void whole_months_are_read_from_their_sums(String grouping) {
    assertThat(sql("2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z", grouping))
        .contains("FROM cost_sum")
        .doesNotContain("cost_entry");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-03-02T00:00:00Z, 'month,tenant,provider'",
    "2026-01-01T00:00:01Z, 2026-03-01T00:00:00Z, 'month,tenant,provider'",
    "2026-01-01T00:00:00Z, 2026-03-01T00:00:00Z, 'run,provider'",
    "2026-01-01T00:00:00Z, 2026-03-01T00:00:00Z, 'day,provider'",
    "2026-01-01T00:00:00Z, 2026-03-01T00:00:00Z, 'resolution,duration'",
  })
  void what_sums_of_months_do_not_tell_is_read_from_the_lines(
      String from, String to, String grouping) {
    assertThat(sql(from, to, grouping)).contains("FROM cost_entry").doesNotContain("cost_sum");
  }

  private static String sql(String from, String to, String grouping) {
    return SumsQuery.of(
            new CostQuery(Instant.parse(from), Instant.parse(to), ALL),
            CostGrouping.named(grouping),
            List.of(),
            10)
        .sql();
  }
}
