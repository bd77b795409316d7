package io.atelier.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void a_list_that_fits_has_no_next() {
    assertThat(Page.of(List.of("a", "b"), 2, Cursor::after))
        .isEqualTo(new Page<>(List.of("a", "b"), null));
    assertThat(Page.of(List.of(), 2, (Object x) -> Cursor.after("never")))
        .isEqualTo(new Page<>(List.of(), null));
  }

  @Test
  void one_more_than_fits_is_left_for_the_next_page_which_begins_after_the_last_shown() {
    assertThat(Page.of(List.of("a", "b", "c"), 2, Cursor::after))
        .isEqualTo(new Page<>(List.of("a", "b"), Cursor.after("b").text()));
  }

  @Test
  void a_list_is_read_to_its_end_page_by_page() {
    List<String> all = List.of("a", "b", "c", "d", "e");
    List<String> read = new ArrayList<>();
    Page.each(
        end -> {
          int from = end.map(after -> all.indexOf(after.parts().get(0)) + 1).orElse(0);
          return Page.of(all.subList(from, Math.min(from + 3, all.size())), 2, Cursor::after);
        },
        read::add);
    assertThat(read).isEqualTo(all);
  }
}
