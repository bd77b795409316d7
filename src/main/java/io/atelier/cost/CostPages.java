package io.atelier.cost;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atelier.problem.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reports of costs page by page, summed up once for many pages: what comes behind the first is kept
 * for a minute, so that whoever goes on sees the sums of one moment. Where it is kept no more, or
 * another node is asked, what comes behind a page is summed up again. Bounded; thread-safe.
 */
@ApplicationScoped
class CostPages {
  /** How many groups are kept of one report: a piece of it, where there are more. */
  static final int PIECE = 10_000;

  private static final int MOST_GROUPS = 3 * PIECE;
  private static final Duration KEPT = Duration.ofMinutes(1);

  @Inject CostReport report;

  private final Cache<Asked, Piece> pieces =
      Caffeine.newBuilder()
          .maximumWeight(MOST_GROUPS)
          .weigher((Asked asked, Piece piece) -> piece.groups().size())
          .expireAfterWrite(KEPT)
          .build();

  /**
   * A page of sums, in the order of the groups.
   *
   * @param after what the page before ended with; empty at the start
   */
  Page<CostGroup> page(CostQuery query, CostGrouping grouping, List<String> after, int limit) {
    Asked asked = new Asked(query, grouping);
    List<CostGroup> found =
        kept(asked, after, limit).orElseGet(() -> summedUp(asked, after, limit));
    return Page.of(found.subList(0, Math.min(found.size(), limit + 1)), limit, grouping::after);
  }

  private Optional<List<CostGroup>> kept(Asked asked, List<String> after, int limit) {
    @Nullable Piece piece = after.isEmpty() ? null : pieces.getIfPresent(asked);
    return piece == null ? Optional.empty() : piece.behind(after, limit, asked.grouping());
  }

  private List<CostGroup> summedUp(Asked asked, List<String> after, int limit) {
    List<CostGroup> groups = report.groups(asked.query(), asked.grouping(), after, PIECE);
    if (groups.size() > limit) {
      pieces.put(asked, new Piece(List.copyOf(groups), groups.size() < PIECE));
    }
    return groups;
  }

  private record Asked(CostQuery query, CostGrouping grouping) {}

  /**
   * Groups of a report, one after the other.
   *
   * @param last whether nothing comes behind them
   */
  private record Piece(List<CostGroup> groups, boolean last) {

    /** Those behind a group; empty where it is not among them, or too few to fill a page. */
    Optional<List<CostGroup>> behind(List<String> after, int limit, CostGrouping grouping) {
      for (int i = 0; i < groups.size(); i++) {
        if (grouping.values(groups.get(i)).equals(after)) {
          List<CostGroup> rest = groups.subList(i + 1, groups.size());
          return last || rest.size() > limit ? Optional.of(rest) : Optional.empty();
        }
      }
      return Optional.empty();
    }
  }
}
