package io.atelier.client;

import io.atelier.problem.Page;
import io.atelier.skill.SkillView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What can be asked for. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/api/v1/skills")
public interface SkillsApi {

  /** Every skill, with the JSON Schema of its input and who makes it. */
  @GET
  Page<SkillView> list();

  /** The skill of that name. */
  @GET
  @Path("/{name}")
  SkillView get(@PathParam("name") String name);
}
