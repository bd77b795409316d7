package io.atelier.cost;

import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.QueryParameters;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads which entries of the ledger a request asks for. */
@Dependent
class CostFilter {
  private final CurrentCaller caller;

  @Inject
  CostFilter(CurrentCaller caller) {
    this.caller = caller;
  }

  /** The parameters of a report of costs. */
  static QueryParameters parameters(UriInfo uri, String... more) {
    String[] known =
        Stream.of(
                Stream.of("from", "to", "cursor", "limit", "format"),
                Arrays.stream(CostKey.values()).filter(CostKey::filters).map(CostKey::jsonName),
                Arrays.stream(more))
            .flatMap(names -> names)
            .toArray(String[]::new);
    return QueryParameters.of(uri, known);
  }

  /**
   * The entries that the caller asks for and may see: another tenant is answered like one that has
   * nothing, and by the same query.
   */
  CostQuery of(QueryParameters query) {
    Map<CostKey, Set<String>> only = new EnumMap<>(CostKey.class);
    for (CostKey key : CostKey.values()) {
      if (key.filters()) {
        query.find(key.jsonName()).ifPresent(value -> only.put(key, Set.of(value)));
      }
    }
    for (String duration : only.getOrDefault(CostKey.DURATION, Set.of())) {
      if (!duration.isEmpty() && !DurationBucket.NAMES.contains(duration)) {
        throw new InvalidFieldException(
            "duration", "must be empty or one of " + String.join(", ", DurationBucket.NAMES));
      }
    }
    if (!caller.get().groups().contains(Group.OPERATOR)) {
      String own = caller.tenant().value();
      Set<String> visible = new HashSet<>(only.getOrDefault(CostKey.TENANT, Set.of(own)));
      visible.retainAll(Set.of(own));
      only.put(CostKey.TENANT, visible);
    }
    return new CostQuery(time(query, "from"), time(query, "to"), only);
  }

  private static @Nullable Instant time(QueryParameters query, String name) {
    Optional<String> text = query.find(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      Instant time =
          text.get().contains("T")
              ? Instant.parse(text.get())
              : LocalDate.parse(text.get()).atStartOfDay(ZoneOffset.UTC).toInstant();
      if (CostQuery.isTime(time)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw new InvalidFieldException(
        name, "must be a UTC day like 2026-01-31, or a time like 2026-01-31T12:00:00Z");
  }
}
