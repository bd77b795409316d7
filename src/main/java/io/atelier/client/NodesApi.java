package io.atelier.client;

import io.atelier.generation.NodeView;
import io.atelier.problem.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** For operators: the nodes, whose ids are new after each start. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/v1/nodes")
public interface NodesApi {

  /** Those that gave a sign of life within the hour, the longest up first. */
  @GET
  Page<NodeView> list();

  /** Has one take no more jobs and hand over what it has, before it is stopped. */
  @POST
  @Path("/{node}/drain")
  NodeView drain(@PathParam("node") String node);

  /** Has one take jobs again. */
  @POST
  @Path("/{node}/resume")
  NodeView resume(@PathParam("node") String node);
}
