package io.atelier.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @Test
  void values_are_separated_by_commas_and_lines_end_with_cr_lf() {
    assertThat(Csv.line(List.of("acme", "spring-26", 12L))).isEqualTo("acme,spring-26,12\r\n");
  }

  @Test
  void nothing_is_an_empty_cell() {
    assertThat(Csv.line(Arrays.asList("a", null, ""))).isEqualTo("a,,\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-run", "@sum", "＝1+1", "＋1", "－1", "＠sum"})
  void text_that_a_spreadsheet_would_calculate_is_made_text(String text) {
    assertThat(Csv.line(List.of(text))).isEqualTo("'" + text + "\r\n");
  }

  @Test
  void a_leading_tab_cr_or_lf_is_made_text_too() {
    assertThat(Csv.line(List.of("\t=1"))).isEqualTo("'\t=1\r\n");
    assertThat(Csv.line(List.of("\r=1"))).isEqualTo("\"'\r=1\"\r\n");
    assertThat(Csv.line(List.of("\n=1"))).isEqualTo("\"'\n=1\"\r\n");
  }

  @Test
  void a_number_stays_a_number_whatever_its_sign() {
    assertThat(Csv.line(List.of(-5L, new BigDecimal("-0.2500")))).isEqualTo("-5,-0.2500\r\n");
  }

  @Test
  void what_would_end_a_cell_is_quoted() {
    assertThat(Csv.line(List.of("a,b", "say \"a\"", "two\nlines")))
        .isEqualTo("\"a,b\",\"say \"\"a\"\"\",\"two\nlines\"\r\n");
  }
}
