package io.atelier.artifact;

import static io.atelier.problem.Problems.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.problem.Cursor;
import io.atelier.problem.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageGroupingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "tenant:tenant_id",
        "type:type",
        "tenant,type:tenant_id, type",
        "type,tenant:tenant_id, type",
        "type,run,tenant:tenant_id, run_id, type"
      })
  void a_grouping_is_named_by_its_keys_in_any_order(String name, String columns) {
    assertThat(UsageGrouping.named(name).columns()).isEqualTo(columns);
  }

  @Test
  void runs_of_the_same_name_are_told_apart_by_tenant() {
    assertThat(UsageGrouping.named("run")).isEqualTo(UsageGrouping.named("tenant,run"));
    assertThat(UsageGrouping.named("run,type").keys()).containsExactly(UsageKey.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "tenant,", ",tenant", "Tenant", "tenant run", "step", "run,run"})
  void any_other_name_is_refused(String name) {
    assertRefused(ErrorCode.INVALID_FIELD, "groupBy", () -> UsageGrouping.named(name));
  }

  @Test
  void a_cursor_gives_back_the_groups_stored_values() {
    UsageGrouping grouping = UsageGrouping.named("run,type");
    Object[] row = {"acme", "Spring_26", "MODEL_3D", 1, 1, 1, 1};
    Cursor cursor = grouping.after(StorageUsage.of(grouping.keys(), row));
    assertThat(cursor).isEqualTo(Cursor.after("tenant,run,type", "acme", "Spring_26", "model_3d"));
    assertThat(grouping.values(cursor)).contains(List.of("acme", "Spring_26", "MODEL_3D"));
  }

  @Test
  void a_cursor_of_another_grouping_is_none() {
    Cursor cursor = Cursor.after("type", "texture");
    assertThat(UsageGrouping.named("type").values(cursor)).isPresent();
    assertThat(UsageGrouping.named("tenant").values(cursor)).isEmpty();
    assertThat(UsageGrouping.named("tenant,type").values(cursor)).isEmpty();
  }

  @Test
  void a_cursor_with_values_that_cannot_be_is_none() {
    UsageGrouping grouping = UsageGrouping.named("run,type");
    for (List<String> values :
        List.of(
            List.of("Acme", "run", "texture"),
            List.of("acme", "a run", "texture"),
            List.of("acme", "run\u0001", "texture"),
            List.of("acme", "run", "TEXTURE"),
            List.of("acme", "run"))) {
      String[] parts = new String[values.size() + 1];
      parts[0] = "tenant,run,type";
      for (int i = 0; i < values.size(); i++) {
        parts[i + 1] = values.get(i);
      }
      assertThat(grouping.values(Cursor.after(parts))).as("%s", values).isEmpty();
    }
  }
}
