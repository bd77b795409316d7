package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * Production has no default for whom it trusts: without being told, it ends and says what to set.
 */
@OwnServers
class ProductionRefusalIT {

  @Test
  void a_server_that_is_not_told_whom_to_trust_ends_with_every_reason() throws Exception {
    try (ServerProcess server = ServerProcess.development("refusal_it")) {
      server
          .with("MP_CONFIG_PROFILE", null)
          .with("PUBLIC_BASE_URL", null)
          .with("TENANT_DEVELOPMENT_ISSUER", "true");

      assertThat(server.runToEnd()).isNotZero();

      assertThat(Files.readString(server.log()))
          .contains(
              "Atelier does not start",
              "PUBLIC_BASE_URL is not set, or no address",
              "MP_JWT_VERIFY_AUDIENCES is not set",
              "MP_JWT_VERIFY_ISSUER is not set",
              "no verification key",
              "tenant.development-issuer is on outside of the development profile");
    }
  }
}
