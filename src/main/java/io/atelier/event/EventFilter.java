package io.atelier.event;

import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.QueryParameters;
import io.atelier.tenant.TenantId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody gets.
 *
 * @param tenant null for all tenants'
 * @param run null for any
 * @param job null for any
 * @param types the names of types; empty for all
 */
record EventFilter(
    @Nullable TenantId tenant, @Nullable String run, @Nullable UUID job, Set<String> types) {
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** All there are. */
  static final EventFilter EVERYTHING = new EventFilter(null, null, null, Set.of());

  EventFilter {
    types = Set.copyOf(types);
  }

  /** All events of one job. */
  static EventFilter of(TenantId tenant, UUID job) {
    return new EventFilter(tenant, null, job, Set.of());
  }

  /** What {@code run} and {@code type} of a request's query describe. */
  static EventFilter of(@Nullable TenantId tenant, QueryParameters query) {
    Optional<String> run = query.find("run");
    if (run.filter(text -> !RUN.matcher(text).matches()).isPresent()) {
      throw new InvalidFieldException("run", "must match " + RUN);
    }
    return new EventFilter(
        tenant,
        run.orElse(null),
        null,
        query
            .find("type")
            .map(text -> types("type", Arrays.asList(text.split(",", -1))))
            .orElse(Set.of()));
  }

  /**
   * The types of those names.
   *
   * @throws InvalidFieldException if one is none
   */
  static Set<String> types(String field, Iterable<String> names) {
    Set<String> types = new TreeSet<>();
    for (String name : names) {
      types.add(
          EventType.named(name)
              .map(EventType::jsonName)
              .orElseThrow(
                  () ->
                      new InvalidFieldException(
                          field,
                          "must name types of events, which are "
                              + Arrays.stream(EventType.values())
                                  .map(EventType::jsonName)
                                  .collect(Collectors.joining(", ")))));
    }
    return types;
  }

  boolean matches(Event event) {
    return (tenant == null || tenant.equals(event.tenant()))
        && (run == null || run.equals(event.run()))
        && (job == null || job.equals(event.job()))
        && (types.isEmpty() || types.contains(event.type()));
  }
}
