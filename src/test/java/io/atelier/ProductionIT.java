package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.RsaKeyUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Dockerfile's steps as a script: what they put together, run by a user without rights. */
@OwnServers
class ProductionIT {
  private static final String NOBODY = "65534";
  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  private static final List<String> OPERATORS =
      List.of("/adminCenter/", "/ibm/api/", "/health", "/metrics");

  private final HttpClient http = TrustingEverybody.client();
  private Path directory;

  @BeforeEach
  void assemble() throws Exception {
    // Not below the build directory, which a user without rights may not be able to enter.
    directory = Files.createTempDirectory("atelier");
    run(
        ServerProcess.property("atelier.basedir") + "/liberty/assemble",
        ServerProcess.property("atelier.liberty.zip"),
        ServerProcess.property("atelier.war"),
        ServerProcess.property("atelier.jdbc.driver"),
        directory.resolve("server").toString());
    Files.createDirectory(directory.resolve("data"));
    if (ROOT) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      // As in the image: all but what the server writes stays root's.
      run("chown", NOBODY, directory.resolve("server/output").toString());
      run("chown", NOBODY, directory.resolve("data").toString());
    }
  }

  @AfterEach
  void delete() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  @Test
  void the_assembled_server_serves_those_whose_tokens_it_was_told_to_trust() throws Exception {
    RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
    Path pem =
        Files.writeString(
            directory.resolve("key.pem"), RsaKeyUtil.pemEncode(key.getRsaPublicKey()));
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
    }
    command.add(directory.resolve("server/entrypoint").toString());
    Path data = directory.resolve("data");
    try (ServerProcess server = new ServerProcess("production_it", data, command)) {
      server
          .with("MP_CONFIG_PROFILE", null)
          .with("JVM_ARGS", null)
          .with("ADMIN_PASSWORD", null)
          .with("KEYSTORE_PASSWORD", null)
          .with("MP_JWT_VERIFY_ISSUER", "https://issuer.example")
          .with("MP_JWT_VERIFY_AUDIENCES", "campaigns")
          .with("MP_JWT_VERIFY_PUBLICKEY_LOCATION", pem.toUri().toString())
          .start();

      assertThat(post(server, token(key, "campaigns")).statusCode()).isEqualTo(202);
      assertThat(post(server, token(key, "elsewhere")).statusCode()).isEqualTo(401);
      assertThat(developmentToken(server)).as("there is no development issuer").isEqualTo(404);
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("admin-password"))))
          .isEqualTo("rw-------");
      assertThat(Files.readString(server.log()))
          .contains("password in " + data.resolve("admin-password"));
      for (String path : OPERATORS) {
        assertThat(status(server.url() + path)).as(path).isEqualTo(404);
        assertThat(status(server.secureUrl() + path)).as(path).isIn(200, 302, 401);
      }
      assertThat(status(server.secureUrl() + "/api/v1/jobs/x")).isEqualTo(404);
      if (ROOT) {
        assertThat(Files.getAttribute(data.resolve("assets"), "unix:uid")).hasToString(NOBODY);
      }
    }
  }

  private HttpResponse<String> post(ServerProcess server, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/runs/r/steps"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"win\"}}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private int status(String url) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private int developmentToken(ServerProcess server) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(server.url() + "/dev/token?tenant=acme"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static String token(RsaJsonWebKey key, String audience) throws Exception {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer("https://issuer.example");
    claims.setAudience(audience);
    claims.setSubject("workflow");
    claims.setClaim("upn", "workflow");
    claims.setClaim("tenant_id", "acme");
    claims.setStringListClaim("groups", "creator");
    claims.setGeneratedJwtId();
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(5);
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    jws.setPayload(claims.toJson());
    jws.setKey(key.getPrivateKey());
    return jws.getCompactSerialization();
  }

  private void run(String... command) throws Exception {
    Path output = Files.createTempFile("atelier", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    Files.delete(output);
  }
}
