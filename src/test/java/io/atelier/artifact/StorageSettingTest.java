package io.atelier.artifact;

import static io.atelier.problem.Problems.assertRefused;
import static io.atelier.problem.Problems.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.problem.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageSettingTest {

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "5e3,5000", "9223372036854775807,9223372036854775807"})
  void a_quota_is_a_whole_number_of_bytes(String json, long bytes) {
    assertThat(StorageSetting.sentBytes(object("{'quota_bytes':" + json + "}"))).contains(bytes);
  }

  @Test
  void null_is_no_quota() {
    assertThat(StorageSetting.sentBytes(object("{'quota_bytes':null}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "0.5",
        "1.0",
        "1e-3",
        "9223372036854775808",
        "1e400",
        "'5'",
        "true",
        "[]",
        "{}"
      })
  void any_other_is_refused(String json) {
    assertRefused(
        ErrorCode.INVALID_FIELD,
        "quota_bytes",
        () -> StorageSetting.sentBytes(object("{'quota_bytes':" + json + "}")));
  }

  @Test
  void it_must_be_said_which() {
    assertRefused(
        ErrorCode.MISSING_FIELD, "quota_bytes", () -> StorageSetting.sentBytes(object("{}")));
  }
}
