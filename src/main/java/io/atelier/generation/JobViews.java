package io.atelier.generation;

import static io.atelier.problem.SharedJson.JSON;

import io.atelier.artifact.Artifact;
import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.ArtifactView;
import io.atelier.artifact.SignedLinks;
import io.atelier.tenant.PublicAddress;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws the JSON of jobs. */
@Dependent
class JobViews {
  private final ArtifactStore artifacts;
  private final Outlook outlook;
  private final PublicAddress address;
  private final SignedLinks links;

  @Inject
  JobViews(ArtifactStore artifacts, Outlook outlook, PublicAddress address, SignedLinks links) {
    this.artifacts = artifacts;
    this.outlook = outlook;
    this.address = address;
    this.links = links;
  }

  JobView of(GenerationJob job) {
    return of(List.of(job)).get(0);
  }

  /** Several, whose rows are written, in their order. */
  List<JobView> of(List<GenerationJob> some) {
    return of(some, true);
  }

  /**
   * The same, to the tenant's creators or to an operator, who may neither have what they made nor
   * change them one by one.
   */
  List<JobView> of(List<GenerationJob> some, boolean toCreator) {
    List<Outlook.Expected> expected = outlook.of(some);
    return IntStream.range(0, some.size())
        .mapToObj(i -> of(some.get(i), expected.get(i), toCreator))
        .toList();
  }

  private JobView of(GenerationJob job, Outlook.Expected expected, boolean toCreator) {
    List<Artifact> made =
        toCreator && job.status().isFinal() ? artifacts.madeBy(job.id()) : List.of();
    List<ArtifactView> shown = made.stream().map(artifact -> artifact.view(links)).toList();
    return new JobView(
        job.id(),
        job.status().name(),
        job.spec().skill(),
        job.spec().kind().jsonName(),
        job.run().value(),
        job.step().value(),
        job.queue().provider(),
        job.spec().priority().jsonName(),
        attempts(job),
        main(made, shown),
        shown,
        job.error().orElse(null),
        object(job.spec().metadata()),
        job.spec().retryOf(),
        job.createdAt(),
        job.startedAt(),
        job.settledAt(),
        job.deadlineAt(),
        expected.position(),
        expected.waitingFor(),
        expected.eta(),
        toCreator ? links(job) : operatorsLinks(job));
  }

  // None while there is none, and again when its tenant has deleted it.
  private static @Nullable ArtifactView main(List<Artifact> made, List<ArtifactView> shown) {
    for (int i = 0; i < made.size(); i++) {
      if (made.get(i).role().isAskedFor()) {
        return shown.get(i);
      }
    }
    return null;
  }

  private Map<String, URI> links(GenerationJob job) {
    URI self = self(job.id());
    Map<String, URI> addresses = new LinkedHashMap<>();
    addresses.put("self", self);
    addresses.put("events", URI.create(self + "/events"));
    if (job.status().isFinal()) {
      if (job.status() != JobStatus.COMPLETED) {
        addresses.put("retry", URI.create(self + "/retry"));
      }
    } else {
      addresses.put("cancel", URI.create(self + "/cancel"));
    }
    return addresses;
  }

  // An operator says whose it is.
  private Map<String, URI> operatorsLinks(GenerationJob job) {
    URI self = self(job.id());
    String tenant = "?tenant=" + job.tenant();
    Map<String, URI> addresses = new LinkedHashMap<>();
    addresses.put("self", URI.create(self + tenant));
    addresses.put("events", URI.create(self + "/events" + tenant));
    return addresses;
  }

  /** Where a job is read. */
  URI self(UUID job) {
    return address.of("/api/v1/jobs/" + job);
  }

  static List<AttemptView> attempts(GenerationJob job) {
    return job.attempts().stream().flatMap(attempt -> AttemptViews.of(attempt).stream()).toList();
  }

  private static @Nullable JsonObject object(@Nullable String json) {
    if (json == null) {
      return null;
    }
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
