package io.atelier.event;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.ProblemException;
import io.atelier.problem.QueryParameters;
import io.atelier.tenant.Caller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests with a live stream of events (server-sent events, as the HTML standard has
 * them).
 *
 * <p>The request has to be suspended already, as a JAX-RS method's {@code AsyncResponse} does. It
 * is never resumed: the servlet's own stream is written to, so that it is known when a reader takes
 * nothing.
 */
@Dependent
public class EventStreams {
  /** The media type of server-sent events. */
  public static final String MEDIA_TYPE = "text/event-stream";

  /** The header with which a client goes on where it was. */
  public static final String LAST_EVENT_ID = "Last-Event-ID";

  /** What comes through one, for the API's description. */
  public static final String EXAMPLE =
      """
      id: 018f4c1e-8b00-7e21-9c3d-4e5f6a7b8c01
      event: job.accepted
      data: {"id":"018f4c1e-8b00-7e21-9c3d-4e5f6a7b8c01","type":"job.accepted",\
      "timestamp":"2026-03-01T12:00:00Z","tenant":"acme","run":"spring-26","step":"wall",\
      "job":"018f4c1e-5b10-7f21-8a3c-51f6f0d1a001","data":{"status":"PENDING"}}

      """;

  private final EventHub hub;
  private final EventReader reader;

  @Inject
  EventStreams(EventHub hub, EventReader reader) {
    this.hub = hub;
    this.reader = reader;
  }

  /**
   * Whose events a request is for: the caller's, and for an operator those of any {@code tenant} of
   * the query.
   *
   * @throws ProblemException {@code FORBIDDEN} where somebody else names another tenant
   */
  public static TenantId tenant(Caller caller, QueryParameters query) {
    TenantId tenant = query.find("tenant").map(TenantId::named).orElse(caller.tenant());
    if (!tenant.equals(caller.tenant()) && !caller.groups().contains(Group.OPERATOR)) {
      throw new ProblemException(
          ErrorCode.FORBIDDEN, "tenant", "Only operators may name another tenant.");
    }
    return tenant;
  }

  /**
   * Tells all of a job, from its beginning or from the last event the client has, and ends with it.
   *
   * @param settled whether the job has ended
   * @param lastEventId null or empty for the beginning
   * @return false if the client has all there will be; nothing is answered then
   */
  public boolean open(
      HttpServletRequest request,
      Caller caller,
      TenantId tenant,
      UUID job,
      boolean settled,
      @Nullable String lastEventId) {
    EventFilter filter = EventFilter.of(tenant, job);
    EventPosition from = last(filter, lastEventId).orElse(EventPosition.START);
    // Its end may also have been before there was a history, or so long ago that it is forgotten.
    boolean endsAtOnce =
        settled && reader.endOf(job).filter(end -> end.compareTo(from) > 0).isEmpty();
    EventPosition horizon = reader.horizon();
    if (endsAtOnce && reader.page(filter, from, horizon, 1).isEmpty()) {
      return false;
    }
    open(
        request,
        new EventStream.Terms(filter, caller.tenant(), caller.expires(), true, endsAtOnce),
        from,
        horizon);
    return true;
  }

  /** Tells what happens, from now or from the last event that the client has. */
  void open(
      HttpServletRequest request, Caller caller, EventFilter filter, @Nullable String lastEventId) {
    EventPosition horizon = reader.horizon();
    EventPosition from = last(filter, lastEventId).orElse(horizon);
    open(
        request,
        new EventStream.Terms(filter, caller.tenant(), caller.expires(), false, false),
        from,
        horizon);
  }

  private Optional<EventPosition> last(EventFilter stream, @Nullable String id) {
    if (id == null || id.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        uuid(id)
            .flatMap(reader::find)
            .filter(
                event ->
                    (stream.tenant() == null || stream.tenant().equals(event.tenant()))
                        && (stream.job() == null || stream.job().equals(event.job())))
            .map(Event::position)
            .orElseThrow(
                () ->
                    new InvalidFieldException(
                        LAST_EVENT_ID,
                        "must be the id of an event of this stream that is still kept; leave it out"
                            + " to begin anew")));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      UUID uuid = UUID.fromString(text);
      return uuid.toString().equals(text) ? Optional.of(uuid) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void open(
      HttpServletRequest request,
      EventStream.Terms terms,
      EventPosition from,
      EventPosition horizon) {
    EventOutput out = new EventOutput(request.getAsyncContext());
    hub.open(new EventStream(terms, from, hub, out), horizon);
  }
}
