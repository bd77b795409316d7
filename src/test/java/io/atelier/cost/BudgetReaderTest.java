package io.atelier.cost;

import static io.atelier.problem.Problems.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.JsonBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetReaderTest {
  @Test
  void amounts_are_decimal_as_numbers_or_as_text_and_never_rounded() throws IOException {
    Budget budget =
        read("{'currency':'USD','day':{'soft':0.1,'hard':'10'},'month':{'hard':200.000001}}")
            .orElseThrow();

    assertThat(budget.document())
        .hasToString(
            "{\"currency\":\"USD\",\"day\":{\"soft\":\"0.100000\",\"hard\":\"10.000000\"},"
                + "\"month\":{\"hard\":\"200.000001\"}}");
    assertThat(Budget.of(budget.document())).isEqualTo(budget);
    assertThat(budget.isHard()).isTrue();
  }

  @Test
  void nothing_is_no_budget() throws IOException {
    assertThat(read("{}")).isEmpty();
  }

  @Test
  void a_soft_limit_alone_is_not_hard() throws IOException {
    assertThat(read("{'currency':'USD','month':{'soft':5}}").orElseThrow().isHard()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'month':{'hard':5}}|MISSING_FIELD|currency",
        "{'currency':'EUR','month':{'hard':5}}|INVALID_FIELD|currency",
        "{'currency':5,'month':{'hard':5}}|INVALID_FIELD|currency",
        "{'currency':'USD'}|MISSING_FIELD|month",
        "{'currency':'USD','month':5}|INVALID_FIELD|month",
        "{'currency':'USD','month':{}}|INVALID_FIELD|month",
        "{'currency':'USD','month':{'hard':-1}}|INVALID_FIELD|month.hard",
        "{'currency':'USD','month':{'hard':'1e3'}}|INVALID_FIELD|month.hard",
        "{'currency':'USD','month':{'hard':'٣'}}|INVALID_FIELD|month.hard",
        "{'currency':'USD','month':{'hard':null}}|INVALID_FIELD|month.hard",
        "{'currency':'USD','month':{'hard':0.0000001}}|INVALID_FIELD|month.hard",
        "{'currency':'USD','month':{'hard':1e999}}|INVALID_FIELD|month.hard",
        "{'currency':'USD','day':{'soft':6,'hard':5}}|INVALID_FIELD|day.soft",
        "{'currency':'USD','day':{'max':6}}|UNKNOWN_FIELD|day.max",
        "{'currency':'USD','week':{'hard':6}}|UNKNOWN_FIELD|week"
      })
  void what_is_wrong_is_refused_by_name(String document, ErrorCode code, String field) {
    assertRefused(code, field, () -> read(document));
  }

  private static Optional<Budget> read(String document) throws IOException {
    return new BudgetReader("USD")
        .read(
            JsonBody.read(
                new ByteArrayInputStream(
                    document.replace('\'', '"').getBytes(StandardCharsets.UTF_8))));
  }
}
