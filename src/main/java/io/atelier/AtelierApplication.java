package io.atelier;

import io.atelier.problem.Problem;
import io.atelier.tenant.Group;
import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.auth.LoginConfig;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Contact;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The HTTP API, version 1; callers are identified by MicroProfile JWT. */
@ApplicationPath("/api/v1")
@LoginConfig(authMethod = "MP-JWT")
@DeclareRoles({Group.CREATOR, Group.OPERATOR})
@OpenAPIDefinition(
    info =
        @Info(
            title = "Atelier",
            version = "1",
            description = "Media for game campaigns: asked for, made, checked, kept and served.",
            contact = @Contact(name = "Whoever operates this installation"),
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    tags = {
      @Tag(name = "Skills", description = "What can be asked for"),
      @Tag(name = "Steps", description = "Asking for it"),
      @Tag(name = "Runs", description = "What a workflow asked for, and what became of it"),
      @Tag(name = "Jobs", description = "Each request for media, from acceptance to its end"),
      @Tag(name = "Artifacts", description = "What was made or brought, and URLs of it"),
      @Tag(name = "Events", description = "Being told what happens, as it happens"),
      @Tag(name = "Costs", description = "What it cost"),
      @Tag(name = "Storage", description = "What it takes on the disk"),
      @Tag(name = "Operations", description = "What operators set and look at"),
      @Tag(name = "Provider hooks", description = "What providers say of the tasks they were given")
    },
    components = @Components(schemas = @Schema(name = "Problem", implementation = Problem.class)),
    security = @SecurityRequirement(name = "bearer"))
@SecurityScheme(
    securitySchemeName = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT")
public class AtelierApplication extends Application {}
