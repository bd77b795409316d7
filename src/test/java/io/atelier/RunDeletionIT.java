package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Issue 3: operators manage the disk by deleting runs' artifacts, audited; creators only their own.
 */
class RunDeletionIT {
  private static final String RUN = "/api/v1/runs/spring-26/artifacts";

  private final String tenant = LiveServer.newTenant();
  private final AssetCaller owner = AssetCaller.of(tenant);
  private final String home = LiveServer.newTenant();
  private final AssetCaller operator = AssetCaller.of(owner.server(), home, "operator");
  private final JsonObject artifact = owner.upload("spring-26", WavFile.of(2_000, 1));

  @Test
  void an_operator_deletes_another_tenants_run_and_the_trail_names_who_did() {
    owner.upload("spring-26", WavFile.of(2_000, 2));
    JsonObject kept = owner.upload("autumn-26", WavFile.of(2_000, 3));

    HttpResponse<byte[]> answer = operator.delete(RUN + "?tenant=" + tenant);
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(200);
    assertThat(LiveServer.json(answer).getInt("deleted")).isEqualTo(2);
    assertThat(owner.get(kept.getString("uri")).statusCode()).isEqualTo(200);
    assertThat(owner.get("/api/v1/artifacts/" + artifact.getString("id")).statusCode())
        .isEqualTo(404);

    List<JsonObject> trail =
        LiveServer.json(operator.get("/api/v1/audit?tenant=" + tenant))
            .getJsonArray("items")
            .getValuesAs(JsonValue::asJsonObject);
    assertThat(trail).hasSize(1);
    assertThat(trail.get(0).getString("action")).isEqualTo("run-artifacts-delete");
    assertThat(trail.get(0).getString("actor")).isEqualTo("developer@" + home);
    assertThat(trail.get(0).getString("actor_tenant")).isEqualTo(home);
    assertThat(trail.get(0).getJsonObject("detail").getString("run")).isEqualTo("spring-26");
    assertThat(trail.get(0).getJsonObject("detail").getInt("artifacts")).isEqualTo(2);
  }

  @Test
  void an_operator_has_to_say_whose_run_it_is() {
    HttpResponse<byte[]> answer = operator.delete(RUN);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.json(answer).getString("code")).isEqualTo("MISSING_FIELD");
    assertThat(LiveServer.json(answer).getString("field")).isEqualTo("tenant");
    assertThat(operator.delete(RUN + "?tenant=Acme").statusCode()).isEqualTo(400);
    assertThat(operator.delete(RUN + "?tenants=" + tenant).statusCode()).isEqualTo(400);
    assertThat(owner.get(artifact.getString("uri")).statusCode()).isEqualTo(200);
  }

  @Test
  void who_is_both_deletes_the_own_tenants_without_saying_it() {
    AssetCaller both = AssetCaller.of(owner.server(), tenant, "creator,operator");
    assertThat(LiveServer.json(both.delete(RUN)).getInt("deleted")).isEqualTo(1);
  }

  @Test
  void to_a_creator_another_tenants_run_is_one_that_has_nothing() {
    AssetCaller stranger = AssetCaller.of(LiveServer.newTenant());
    HttpResponse<byte[]> foreign = stranger.delete(RUN + "?tenant=" + tenant);
    HttpResponse<byte[]> absent = stranger.delete(RUN + "?tenant=" + LiveServer.newTenant());
    HttpResponse<byte[]> own = stranger.delete(RUN);
    for (HttpResponse<byte[]> answer : List.of(foreign, absent, own)) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(LiveServer.text(answer)).isEqualTo(LiveServer.text(own));
      assertThat(LiveServer.json(answer).getInt("deleted")).isZero();
    }
    assertThat(owner.get(artifact.getString("uri")).statusCode()).isEqualTo(200);
    assertThat(
            LiveServer.json(operator.get("/api/v1/audit?tenant=" + tenant)).getJsonArray("items"))
        .isEmpty();
  }

  @Test
  void an_operator_deletes_nothing_else_of_another_tenant() {
    String one = "/api/v1/artifacts/" + artifact.getString("id");
    assertThat(operator.delete(one).statusCode()).isEqualTo(403);
    assertThat(operator.delete(one + "?tenant=" + tenant).statusCode()).isEqualTo(403);
    assertThat(operator.get(artifact.getString("uri")).statusCode()).isEqualTo(403);
  }
}
