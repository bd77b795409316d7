package io.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.problem.Page;
import io.atelier.storage.Spool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CostPagesTest {
  private static final CostGrouping BY_RUN = CostGrouping.named("run");
  private static final int RUN = BY_RUN.keys().indexOf(CostKey.RUN);
  private static final CostQuery ALL = new CostQuery(null, null, Map.of());
  private static final int LIMIT = 1000;

  private final Ledger ledger = new Ledger();
  private final CostPages pages = new CostPages();

  CostPagesTest() {
    pages.report = ledger;
  }

  /** So many runs, by name; counts how often it was summed up. */
  private static final class Ledger extends CostReport {
    private int runs;
    private int summedUp;

    Ledger() {
      super(new Spool());
    }

    @Override
    List<CostGroup> groups(CostQuery asked, CostGrouping grouping, List<String> after, int most) {
      summedUp++;
      return IntStream.range(0, runs)
          .mapToObj(CostPagesTest::group)
          .filter(one -> after.isEmpty() || name(one).compareTo(after.get(RUN)) > 0)
          .limit(most)
          .toList();
    }
  }

  private static CostGroup group(int run) {
    return new CostGroup(
        Map.of("tenant", "acme", "run", "run-%06d".formatted(run)), "1", null, 1, 0, "USD");
  }

  private static String name(CostGroup group) {
    return group.valueOf(CostKey.RUN);
  }

  @Test
  void what_is_read_page_by_page_is_summed_up_once() {
    ledger.runs = 9_500;
    assertThat(read(ALL)).hasSize(9_500).doesNotHaveDuplicates().isSorted();
    assertThat(ledger.summedUp).isOne();
  }

  @Test
  void what_is_larger_than_a_piece_is_summed_up_once_for_each() {
    ledger.runs = 25_300;
    assertThat(read(ALL)).hasSize(25_300).doesNotHaveDuplicates().isSorted();
    assertThat(ledger.summedUp).isEqualTo(3);
  }

  @Test
  void where_nothing_is_kept_the_next_page_is_summed_up() {
    ledger.runs = 3_000;
    List<String> end = BY_RUN.values(group(999));
    assertThat(pages.page(ALL, BY_RUN, end, LIMIT).items().getFirst()).isEqualTo(group(1000));
    assertThat(ledger.summedUp).isOne();
  }

  @Test
  void who_begins_anew_has_what_there_is_now() {
    ledger.runs = 1_500;
    assertThat(read(ALL)).hasSize(1_500);
    ledger.runs = 1_600;
    assertThat(read(ALL)).hasSize(1_600);
  }

  @Test
  void what_was_asked_otherwise_is_another_report() {
    ledger.runs = 1_500;
    read(ALL);
    CostQuery other = new CostQuery(null, null, Map.of(CostKey.TENANT, Set.of("acme")));
    pages.page(other, BY_RUN, BY_RUN.values(group(999)), LIMIT);
    assertThat(ledger.summedUp).isEqualTo(2);
  }

  private List<String> read(CostQuery query) {
    List<String> names = new ArrayList<>();
    List<String> after = List.of();
    Page<CostGroup> page;
    do {
      page = pages.page(query, BY_RUN, after, LIMIT);
      page.items().forEach(one -> names.add(name(one)));
      after = BY_RUN.values(page.items().getLast());
    } while (page.next() != null);
    return names;
  }
}
