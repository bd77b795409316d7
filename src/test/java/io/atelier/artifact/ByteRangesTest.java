package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.artifact.ByteRanges.ByteRange;
import io.atelier.artifact.ByteRanges.Parts;
import io.atelier.artifact.ByteRanges.Unsatisfiable;
import io.atelier.artifact.ByteRanges.Whole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every edge of RFC 9110, section 14, on an asset of a thousand bytes. */
class ByteRangesTest {
  private static final long SIZE = 1_000;

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-999, 0, 999",
    "bytes=0-1000, 0, 999",
    "bytes=500-, 500, 999",
    "bytes=-1, 999, 999",
    "bytes=-1000, 0, 999",
    "bytes=-5000, 0, 999",
    "bytes=-99999999999999999999999, 0, 999",
    "bytes=10-99999999999999999999999, 10, 999",
    "BYTES=1-2, 1, 2",
    "bytes=0001-0002, 1, 2",
    "bytes= 1-2 , 1, 2",
    "'bytes=,1-2,', 1, 2",
  })
  void one_range_is_one_part(String header, long first, long last) {
    assertThat(ByteRanges.parse(header, SIZE))
        .isEqualTo(new Parts(List.of(new ByteRange(first, last))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=1000-",
        "bytes=1000-2000",
        "bytes=-0",
        "bytes=99999999999999999999-",
        "bytes=1000-,-0"
      })
  void a_range_outside_of_the_asset_cannot_be_satisfied(String header) {
    assertThat(ByteRanges.parse(header, SIZE)).isEqualTo(new Unsatisfiable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=,",
        "bytes=-",
        "bytes=a-b",
        "bytes=2-1",
        "bytes=1",
        "bytes=1-2-3",
        "bytes=--1",
        "bytes=+1-2",
        "bytes=1-2;3-4",
        "items=0-1",
        "bytes=0x1-2",
        "bytes=1 -2",
        "bytes=\u0661-2",
        "bytes=0-1,x"
      })
  void what_is_no_range_is_as_if_it_were_not_there(String header) {
    assertThat(ByteRanges.parse(header, SIZE)).isEqualTo(new Whole());
  }

  @Test
  void ranges_that_touch_or_overlap_become_one() {
    assertThat(ByteRanges.parse("bytes=20-29,0-9,10-14,25-40,900-", SIZE))
        .isEqualTo(
            new Parts(
                List.of(new ByteRange(0, 14), new ByteRange(20, 40), new ByteRange(900, 999))));
  }

  @Test
  void a_range_outside_beside_one_inside_is_left_out() {
    assertThat(ByteRanges.parse("bytes=5000-,0-9", SIZE))
        .isEqualTo(new Parts(List.of(new ByteRange(0, 9))));
  }

  @Test
  void more_than_sixteen_ranges_are_the_whole_asset() {
    String sixteen = "bytes=" + "0-1,".repeat(15) + "5-6";
    assertThat(ByteRanges.parse(sixteen, SIZE)).isInstanceOf(Parts.class);
    assertThat(ByteRanges.parse(sixteen + ",8-9", SIZE)).isEqualTo(new Whole());
    assertThat(ByteRanges.parse("bytes=" + "0-1,".repeat(100_000), SIZE)).isEqualTo(new Whole());
  }
}
