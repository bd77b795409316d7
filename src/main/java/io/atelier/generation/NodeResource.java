package io.atelier.generation;

import io.atelier.problem.Page;
import io.atelier.problem.RestResource;
import io.atelier.tenant.Actor;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows operators the nodes, and has them take nothing more. */
@RestResource
@Path("/nodes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class NodeResource {
  private final Nodes nodes;
  private final CurrentCaller caller;

  @Inject
  public NodeResource(Nodes nodes, CurrentCaller caller) {
    this.nodes = nodes;
    this.caller = caller;
  }

  /** All nodes that gave a sign of life within the hour. */
  @GET
  @Operation(
      operationId = "listNodes",
      summary = "The nodes: leases, version, last sign of life, store, whether they are drained",
      description =
          "A node has a new id after each start. One that was stopped in order is not listed; one"
              + " that died is SILENT for an hour. For operators.")
  @APIResponse(
      responseCode = "200",
      description = "The nodes, the longest up first",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NodePage.class),
              examples =
                  @ExampleObject(
                      name = "one node that is drained",
                      value =
                          """
                          {"items":[{"id":"0b6c6d53-6c3e-4a0e-9c0d-6b6f0c9c7a11","name":"4711@media-1",
                          "version":"1.0.0","state":"DRAINED","answering":true,"takes_jobs":true,
                          "jobs_in_hand":0,"watched_in_hand":0,"store_writable":true,
                          "store_free_bytes":81604378624,
                          "drained":{"since":"2026-11-28T20:14:05Z","by":"olga"},
                          "started_at":"2026-11-28T08:00:00Z","seen_at":"2026-11-28T20:14:21Z"}],
                          "next":null}\
                          """)))
  public Page<NodeView> list() {
    return new Page<>(nodes.all(), null);
  }

  /** Has a node take nothing more. */
  @POST
  @Path("/{node}/drain")
  @Operation(
      operationId = "drainNode",
      summary = "Have a node take no more jobs and hand over what it has, before it is stopped",
      description =
          "Within two seconds it takes nothing more. What it has in hand comes to the end of its"
              + " exchange and is then any other node's; the node is DRAINED when nothing is left."
              + " It goes on to serve and to accept. For operators; audited.")
  @APIResponse(
      responseCode = "200",
      description = "How the node is now",
      content = @Content(schema = @Schema(implementation = NodeView.class)))
  @APIResponse(responseCode = "404", description = "No node that is up has this id")
  public NodeView drain(
      @Parameter(
              description = "Its id, as GET /nodes tells",
              example = "0b6c6d53-6c3e-4a0e-9c0d-6b6f0c9c7a11")
          @PathParam("node")
          String node) {
    return nodes.drain(Actor.of(caller.get()), node);
  }

  /** Has a node take jobs again. */
  @POST
  @Path("/{node}/resume")
  @Operation(
      operationId = "resumeNode",
      summary = "Have a drained node take jobs again",
      description = "Of one that is not drained it changes nothing. For operators; audited.")
  @APIResponse(
      responseCode = "200",
      description = "How the node is now",
      content = @Content(schema = @Schema(implementation = NodeView.class)))
  @APIResponse(responseCode = "404", description = "No node that is up has this id")
  public NodeView resume(
      @Parameter(
              description = "Its id, as GET /nodes tells",
              example = "0b6c6d53-6c3e-4a0e-9c0d-6b6f0c9c7a11")
          @PathParam("node")
          String node) {
    return nodes.resume(Actor.of(caller.get()), node);
  }

  /** The nodes, as the API's description shows them. */
  public record NodePage(List<NodeView> items, @Nullable String next) {}
}
