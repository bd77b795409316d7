package io.atelier.skill;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.Page;
import io.atelier.problem.ProblemException;
import io.atelier.problem.RestResource;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.PublicAddress;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Says what a workflow may ask for, in what form, and who would make it for the caller's tenant.
 */
@RestResource
@Path("/skills")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Group.CREATOR, Group.OPERATOR})
@Tag(name = "Skills")
public class SkillResource {
  private final Makers makers;
  private final CurrentCaller caller;
  private final PublicAddress address;

  @Inject
  public SkillResource(Makers makers, CurrentCaller caller, PublicAddress address) {
    this.makers = makers;
    this.caller = caller;
    this.address = address;
  }

  /** Every skill there is. */
  @GET
  @Operation(
      operationId = "listSkills",
      summary = "What can be asked for",
      description =
          "Each skill with the JSON Schema (draft 2020-12) that its input is held to, the limits of"
              + " what it makes, and the providers on the tenant's route, with what each of them"
              + " cannot make.")
  public Page<SkillView> list() {
    return new Page<>(Skills.ALL.stream().map(this::view).toList(), null);
  }

  /** One skill. */
  @GET
  @Path("/{name}")
  @Operation(
      operationId = "getSkill",
      summary = "One skill",
      description = "The skill of that name, as in the list of them.")
  public SkillView get(@PathParam("name") String name) {
    return Skills.find(name)
        .map(this::view)
        .orElseThrow(
            () -> new ProblemException(ErrorCode.NOT_FOUND, "There is no skill of this name."));
  }

  private SkillView view(Skill skill) {
    return new SkillView(
        skill.name(),
        skill.description(),
        InputSchema.document(skill),
        makers.of(skill, caller.tenant()),
        Map.of("self", address.of("/api/v1/skills/" + skill.name())));
  }
}
