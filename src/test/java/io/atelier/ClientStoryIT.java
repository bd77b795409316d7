package io.atelier;

import static io.atelier.problem.Problems.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.artifact.ArtifactView;
import io.atelier.artifact.Provenance;
import io.atelier.artifact.SignedUriView;
import io.atelier.artifact.SigningRequest;
import io.atelier.client.Atelier;
import io.atelier.client.CostSelection;
import io.atelier.client.RefusedException;
import io.atelier.client.Step;
import io.atelier.client.Steps;
import io.atelier.client.Tagged;
import io.atelier.cost.CostEntry;
import io.atelier.cost.CostGroup;
import io.atelier.event.WebhookRequest;
import io.atelier.event.WebhookView;
import io.atelier.generation.Estimate;
import io.atelier.generation.JobBatch;
import io.atelier.generation.JobView;
import io.atelier.generation.RetryRequest;
import io.atelier.problem.Problem;
import io.atelier.skill.RunView;
import io.atelier.skill.SkillView;
import io.atelier.skill.StepView;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A workflow's whole story by the client that is published for Java, and by nothing else. */
class ClientStoryIT {
  private static final String RUN = "spring-26";

  private final String token =
      LiveServer.bearer(LiveServer.newTenant()).substring("Bearer ".length());
  private final Atelier atelier = Atelier.at(LiveServer.at(""), () -> token);

  @AfterEach
  void close() {
    atelier.close();
  }

  // US2.2, US6.1, FR-020, FR-023
  @Test
  void what_is_made_of_an_image_says_of_what_by_whom_how_and_for_how_much() throws IOException {
    ArtifactView logo = atelier.artifacts().upload(RUN, "image", "logo.png", image());
    Provenance brought = Objects.requireNonNull(logo.provenance());
    assertThat(brought.origin()).isEqualTo("uploaded");
    assertThat(brought.uploadedBy()).isNotBlank();
    assertThat(brought.parents()).isEmpty();

    JobView accepted = atelier.runs().order(RUN, "order-1", hero(logo.id()));
    assertThat(atelier.runs().order(RUN, "order-1", hero(logo.id())).id()).isEqualTo(accepted.id());
    JobView job = atelier.jobs().get(accepted.id(), "wait=60");

    assertThat(job.status()).as("%s", job).isEqualTo("COMPLETED");
    ArtifactView made = Objects.requireNonNull(job.artifact());
    Provenance provenance = Objects.requireNonNull(made.provenance());
    assertThat(provenance.origin()).isEqualTo("generated");
    assertThat(provenance.skill()).isEqualTo("generate_image");
    assertThat(provenance.prompt()).isEqualTo("the logo on a flag");
    assertThat(provenance.parameters())
        .isEqualTo(
            json(
                "{'style':'neon','width':512,'height':640,'reference_artifact':'%s'}"
                    .formatted(logo.id())));
    assertThat(provenance.provider()).isEqualTo("procedural");
    assertThat(provenance.seed()).matches("[0-9]+");
    assertThat(provenance.attempt()).isEqualTo(1);
    assertThat(provenance.stage()).isEqualTo(1);
    assertThat(provenance.cost()).isEqualTo("0.000000");
    assertThat(provenance.costBasis()).isEqualTo("computed");
    assertThat(provenance.estimatedCost()).isEqualTo("0.000000");
    assertThat(provenance.estimateBasis()).isEqualTo("computed");
    assertThat(provenance.priceAsOf()).isNull();
    assertThat(provenance.currency()).isEqualTo("USD");
    assertThat(provenance.parents()).containsExactly(logo.id());

    assertThat(job.artifacts())
        .filteredOn(one -> one.role().equals("thumbnail"))
        .singleElement()
        .satisfies(
            one -> {
              Provenance derived = Objects.requireNonNull(one.provenance());
              assertThat(derived.origin()).isEqualTo("derived");
              assertThat(derived.parents()).containsExactly(made.id());
            });
    assertThat(atelier.artifacts().get(made.id()).provenance()).isEqualTo(provenance);
  }

  // US6.1, FR-022: a provider that cannot is passed over, and the step says why.
  @Test
  void a_step_tells_what_was_asked_who_was_passed_over_and_what_was_done() {
    JobView job = atelier.runs().order(RUN, null, sound().named("win"));
    atelier.jobs().get(job.id(), "wait=60");

    StepView step = atelier.runs().step(RUN, "win");
    JsonObject debug =
        Objects.requireNonNull(step.debugOutput()).getJsonObject(job.id().toString());
    assertThat(debug.getJsonObject("request"))
        .isEqualTo(json("{'type':'sfx','interaction':'win','duration_seconds':1}"));
    assertThat(debug.getJsonArray("route")).hasToString("[\"procedural\"]");
    assertThat(debug.getJsonArray("skipped"))
        .isEqualTo(
            json("[{'provider':'nano-banana','reason':'it is not set up: it has no API key'}]"));
    JsonObject attempt = debug.getJsonArray("attempts").getJsonObject(0);
    assertThat(attempt.keySet())
        .contains("model", "submitted_at", "answered_at", "generated_at", "settled_at");
    assertThat(attempt.getString("submitted_at")).isNotBlank();
    assertThat(attempt.getString("outcome")).isEqualTo("ACCEPTED");
    assertThat(debug.getJsonArray("artifacts").getJsonObject(0).getString("artifact"))
        .isEqualTo(step.artifacts().get(0).id().toString());
    assertThat(debug.toString()).doesNotContain(token);

    RunView run = atelier.runs().get(RUN);
    assertThat(run.steps()).isEqualTo(Map.of("COMPLETED", 1L));
    assertThat(atelier.runs().list(null, 10).items()).containsExactly(run);
    assertThat(atelier.runs().steps(RUN, null, null).items())
        .extracting(StepView::step)
        .containsExactly("win");
  }

  @Test
  void steps_are_ordered_together_listed_signed_and_deleted() {
    JobBatch batch =
        atelier
            .runs()
            .orderAll(RUN, null, new Steps(List.of(sound().named("a"), sound().named("b"))));
    assertThat(batch.jobs()).extracting(JobView::step).containsExactly("a", "b");
    batch.jobs().forEach(job -> atelier.jobs().get(job.id(), "wait=60"));

    List<JobView> jobs = atelier.jobs().list("COMPLETED", "sfx", RUN, null, null, null).items();
    assertThat(jobs).extracting(JobView::step).containsExactly("b", "a");
    List<ArtifactView> made = atelier.artifacts().list(RUN, "audio", null, null).items();
    assertThat(made).hasSize(2);
    SignedUriView signed = atelier.artifacts().sign(made.get(0).id(), new SigningRequest(60));
    assertThat(LiveServer.send(HttpRequest.newBuilder(signed.signedUri()).build()).statusCode())
        .isEqualTo(200);
    assertThat(atelier.artifacts().signAll(RUN, null, new SigningRequest(null)).items()).hasSize(2);
    atelier.artifacts().delete(made.get(0).id());
    assertThat(atelier.artifacts().deleteAll(RUN).deleted()).isEqualTo(1);
    assertThat(atelier.runs().cancel(RUN).items()).isEmpty();
  }

  @Test
  void what_a_step_would_cost_is_told_before_it_is_asked_for() {
    Estimate estimate = atelier.estimates().of(sound());
    assertThat(estimate.kind()).isEqualTo("sfx");
    assertThat(estimate.budget()).isEmpty();
    assertThat(estimate.providers())
        .filteredOn(one -> one.able())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.provider()).isEqualTo("procedural");
              assertThat(one.amount()).isEqualTo("0.000000");
            });
    assertThat(atelier.runs().list(null, null).items()).isEmpty();
  }

  // US5.2, US6.3, SC-009
  @Test
  void what_was_made_says_what_it_cost_and_what_room_it_takes() {
    JobView job = atelier.jobs().get(order(1).id(), "wait=60");

    List<CostGroup> sums =
        atelier.costs().sums("run,provider", CostSelection.all().run(RUN), null, 10).items();
    assertThat(sums).hasSize(1);
    assertThat(sums.get(0).group()).containsEntry("provider", "procedural");
    assertThat(sums.get(0).amount()).isEqualTo("0.000000");
    assertThat(sums.get(0).creates()).isOne();
    CostSelection today =
        CostSelection.all().from(job.createdAt()).provider("procedural").kind("sfx");
    assertThat(atelier.costs().entries(today, null, null).items())
        .extracting(CostEntry::job)
        .containsExactly(job.id());
    assertThat(atelier.costs().sums(null, today.before(job.createdAt()), null, null).items())
        .isEmpty();
    assertThat(atelier.storage().usage("run", null, null, null).items())
        .singleElement()
        .satisfies(
            usage -> {
              assertThat(usage.run()).isEqualTo(RUN);
              assertThat(usage.artifacts()).isEqualTo(job.artifacts().size());
            });
    assertRefused(
        "INVALID_FIELD",
        "duration",
        () -> atelier.costs().sums(null, CostSelection.all().duration("12"), null, null));
  }

  @Test
  void what_is_refused_says_so_with_its_code_and_field() {
    assertRefused("INVALID_FIELD", "input.duration_seconds", () -> order(-1));
    UUID nothing = UUID.fromString("01a20490-8d90-7e4a-8977-0c22a3ffe770");
    assertRefused("NOT_FOUND", null, () -> atelier.jobs().get(nothing, null));
    JobView job = atelier.jobs().get(order(1).id(), "wait=60");
    assertRefused("JOB_SETTLED", null, () -> atelier.jobs().cancel(job.id()));
    assertRefused(
        "JOB_NOT_RETRYABLE", null, () -> atelier.jobs().retry(job.id(), new RetryRequest(true)));
    try (Atelier nobody = Atelier.at(LiveServer.at(""), () -> "nonsense")) {
      assertRefused("UNAUTHENTICATED", null, () -> nobody.skills().list());
    }
  }

  @Test
  void webhooks_are_made_shown_and_deleted() {
    WebhookView hook =
        atelier
            .webhooks()
            .create(new WebhookRequest("http://localhost:9/hook", List.of("job.completed")));
    assertThat(hook.secret()).startsWith("whsec_");
    Tagged<WebhookView> read = atelier.webhooks().get(hook.id());
    assertThat(read.value().secret()).isNull();
    assertThat(atelier.webhooks().rotate(hook.id()).secret()).isNotEqualTo(hook.secret());
    assertThat(
            atelier
                .webhooks()
                .change(hook.id(), read.tag(), new WebhookRequest("http://localhost:9/other", null))
                .value()
                .types())
        .isNull();
    assertRefused(
        "PRECONDITION_FAILED", "If-Match", () -> atelier.webhooks().delete(hook.id(), read.tag()));
    assertThat(
            atelier
                .webhooks()
                .change(
                    hook.id(),
                    null,
                    new WebhookRequest("http://localhost:9/hook", List.of("job.completed")))
                .value()
                .url())
        .isEqualTo("http://localhost:9/hook");
    assertThat(atelier.webhooks().enable(hook.id()).types()).containsExactly("job.completed");
    assertThat(atelier.webhooks().deliveries(hook.id(), "FAILED", null, 5).items()).isEmpty();
    assertThat(atelier.webhooks().list().items()).hasSize(1);
    atelier.webhooks().delete(hook.id(), null);
    assertThat(atelier.webhooks().list().items()).isEmpty();
  }

  @Test
  void an_example_of_a_skills_schema_is_an_order() {
    SkillView skill = atelier.skills().get("generate_audio");
    assertThat(atelier.skills().list().items()).contains(skill);
    JsonObject example = skill.inputSchema().getJsonArray("examples").getJsonObject(0);
    assertThat(atelier.runs().order(RUN, null, Step.of(skill.name(), example)).kind())
        .isEqualTo("sfx");
  }

  private JobView order(int seconds) {
    return atelier
        .runs()
        .order(
            RUN,
            null,
            Step.of(
                "generate_audio",
                Json.createObjectBuilder()
                    .add("type", "sfx")
                    .add("interaction", "win")
                    .add("duration_seconds", seconds)
                    .build()));
  }

  private static Step sound() {
    return Step.of(
        "generate_audio",
        Json.createObjectBuilder().add("type", "sfx").add("interaction", "win").build());
  }

  private static Step hero(UUID reference) {
    return Step.of(
            "generate_image",
            Json.createObjectBuilder()
                .add("prompt", "the logo on a flag")
                .add("style", "neon")
                .add("width", 512)
                .add("height", 640)
                .add("reference_artifact", reference.toString())
                .build())
        .named("hero");
  }

  private static void assertRefused(String code, String field, Runnable call) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call::run)
        .satisfies(
            e -> {
              Problem problem = e.problem();
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.field()).isEqualTo(field);
              assertThat(problem.detail()).isNotBlank();
            });
  }

  private static InputStream image() throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 64; x++) {
      image.setRGB(x, x, 0xff8800);
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return new ByteArrayInputStream(png.toByteArray());
  }
}
