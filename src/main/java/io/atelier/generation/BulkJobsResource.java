package io.atelier.generation;

import io.atelier.problem.RestResource;
import io.atelier.tenant.Actor;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Has many jobs of any tenant cancelled, or made once more, by filter. */
@RestResource
@Path("/jobs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class BulkJobsResource {
  private final BulkJobs jobs;
  private final CurrentCaller caller;

  @Inject
  public BulkJobsResource(BulkJobs jobs, CurrentCaller caller) {
    this.jobs = jobs;
    this.caller = caller;
  }

  /** Makes failed jobs once more, as new jobs, up to the limit. */
  @POST
  @Path("/retry")
  @Operation(
      operationId = "retryJobs",
      summary = "Make failed jobs once more, by filter",
      description =
          "Those that FAILED or TIMED_OUT, the earliest ended first. Left out are those that a"
              + " provider may charge for yet (POSSIBLE_CHARGE), those whose step has a newer job"
              + " (JOB_NOT_RETRYABLE), and whatever a retry of one would be refused for. One that"
              + " was retried is meant no more, so a request may be repeated; name settled_before,"
              + " or what fails again meanwhile is meant too. With dry_run they are counted. Go on"
              + " with the next of the answer as cursor. For operators; each job is audited.")
  @APIResponse(
      responseCode = "200",
      description = "What became of it",
      content =
          @Content(
              schema = @Schema(implementation = BulkOutcome.class),
              examples =
                  @ExampleObject(
                      name = "one retried, one left out",
                      value =
                          """
                          {"dry_run":false,"matching":2,"done":1,"left_out":{"POSSIBLE_CHARGE":1},
                          "jobs":["01a20490-8d90-7e4a-8977-0c22a3ffe770"],"next":null}\
                          """)))
  @APIResponse(responseCode = "400", description = "The filter is not understood, or says nothing")
  public BulkOutcome retry(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = RetryOrder.class),
                      examples =
                          @ExampleObject(
                              name = "how many would it be",
                              value =
                                  """
                                  {"filter":{"provider":"suno","error_code":"PROVIDER_ERROR",
                                  "settled_after":"2026-11-28T18:00:00Z",
                                  "settled_before":"2026-11-28T20:00:00Z"},"dry_run":true}\
                                  """)))
          InputStream body)
      throws IOException {
    return jobs.retry(Actor.of(caller.get()), BulkOrder.toRetry(body));
  }

  /** Cancels jobs that are not settled, up to the limit. */
  @POST
  @Path("/cancel")
  @Operation(
      operationId = "cancelJobs",
      summary = "Cancel jobs that are not settled, by filter",
      description =
          "Those that wait before those under way, or one would take the other's slot. What a"
              + " provider has of them already may be charged, and is watched and kept, as with the"
              + " cancellation of one. Left out are those that ended meanwhile, or that somebody"
              + " else cancelled (JOB_SETTLED). One that was cancelled is meant no more, so a"
              + " request may be repeated. With dry_run they are counted. Go on with the next of"
              + " the answer as cursor. For operators; each job is audited.")
  @APIResponse(
      responseCode = "200",
      description = "What became of it",
      content =
          @Content(
              schema = @Schema(implementation = BulkOutcome.class),
              examples =
                  @ExampleObject(
                      name = "a hundred of many",
                      value =
                          """
                          {"dry_run":false,"matching":1200,"done":1,"left_out":{"JOB_SETTLED":99},
                          "jobs":["01a20490-8d90-7e4a-8977-0c22a3ffe770"],
                          "next":"ZmFsc2UvMDFhMjA0OTAtOGQ5MC03ZTRhLTg5NzctMGMyMmEzZmZlNzcw"}\
                          """)))
  @APIResponse(responseCode = "400", description = "The filter is not understood, or says nothing")
  public BulkOutcome cancel(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = CancelOrder.class),
                      examples =
                          @ExampleObject(
                              name = "what a tenant waits for",
                              value =
                                  "{\"filter\":{\"tenant\":\"acme\",\"status\":\"PENDING\"},"
                                      + "\"limit\":500}")))
          InputStream body)
      throws IOException {
    return jobs.cancel(Actor.of(caller.get()), BulkOrder.toCancel(body));
  }
}
