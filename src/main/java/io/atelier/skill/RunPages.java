package io.atelier.skill;

import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.ArtifactView;
import io.atelier.artifact.SignedLinks;
import io.atelier.generation.RunJobs;
import io.atelier.problem.Cursor;
import io.atelier.problem.Page;
import io.atelier.run.RunId;
import io.atelier.run.RunReader;
import io.atelier.run.StepId;
import io.atelier.tenant.PublicAddress;
import io.atelier.tenant.ShownTenant;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.transaction.Transactional;
import java.io.StringReader;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws the JSON of runs and steps, of one tenant. */
@Dependent
class RunPages {
  private final RunReader runs;
  private final RunJobs jobs;
  private final ArtifactStore artifacts;
  private final SignedLinks links;
  private final PublicAddress address;
  private final ShownTenant shown;

  @Inject
  RunPages(
      RunReader runs,
      RunJobs jobs,
      ArtifactStore artifacts,
      SignedLinks links,
      PublicAddress address,
      ShownTenant shown) {
    this.runs = runs;
    this.jobs = jobs;
    this.artifacts = artifacts;
    this.links = links;
    this.address = address;
    this.shown = shown;
  }

  @Transactional
  Page<RunView> runs(TenantId tenant, @Nullable RunId after, int limit) {
    return Page.of(
        runs.runs(tenant, after, limit + 1).stream().map(run -> view(tenant, run)).toList(),
        limit,
        run -> Cursor.after(run.run()));
  }

  @Transactional
  Optional<RunView> run(TenantId tenant, RunId run) {
    return runs.find(tenant, run).map(found -> view(tenant, found));
  }

  private RunView view(TenantId tenant, RunReader.Run run) {
    String self = "/api/v1/runs/" + run.id();
    Map<String, URI> addresses = new LinkedHashMap<>();
    addresses.put("self", address.of(self + shown.query(tenant)));
    addresses.put("steps", address.of(self + "/steps" + shown.query(tenant)));
    return RunView.of(run.id().value(), jobs.steps(tenant, run.id()), run.createdAt(), addresses);
  }

  /** A page of a run's steps; empty if there is no such run. */
  @Transactional
  Optional<Page<StepView>> steps(TenantId tenant, RunId run, @Nullable StepId after, int limit) {
    return runs.find(tenant, run)
        .map(
            found -> {
              List<RunReader.Step> steps = runs.steps(tenant, run, after, limit + 1);
              Map<StepId, RunJobs.Newest> newest =
                  jobs.newest(tenant, run, steps.stream().map(RunReader.Step::id).toList());
              return Page.of(
                  steps.stream()
                      .map(step -> view(tenant, run, step, newest.get(step.id()), null, null))
                      .toList(),
                  limit,
                  step -> Cursor.after(step.step()));
            });
  }

  /**
   * A step with its debug output.
   *
   * @param withArtifacts whether the caller may have what it made
   */
  @Transactional
  Optional<StepView> step(TenantId tenant, RunId run, StepId step, boolean withArtifacts) {
    return runs.find(tenant, run, step)
        .map(
            found ->
                view(
                    tenant,
                    run,
                    found,
                    jobs.newest(tenant, run, List.of(step)).get(step),
                    object(found.debugOutput()),
                    withArtifacts
                        ? artifacts.madeBy(tenant, run, step).stream()
                            .map(artifact -> artifact.view(links))
                            .toList()
                        : null));
  }

  private StepView view(
      TenantId tenant,
      RunId run,
      RunReader.Step step,
      RunJobs.@Nullable Newest newest,
      @Nullable JsonObject debug,
      @Nullable List<ArtifactView> made) {
    Map<String, URI> addresses = new LinkedHashMap<>();
    addresses.put(
        "self", address.of("/api/v1/runs/" + run + "/steps/" + step.id() + shown.query(tenant)));
    if (newest != null) {
      addresses.put("job", address.of("/api/v1/jobs/" + newest.job() + shown.query(tenant)));
    }
    return new StepView(
        run.value(),
        step.id().value(),
        step.skill(),
        newest == null ? null : newest.status(),
        newest == null ? null : newest.job(),
        debug,
        made,
        step.createdAt(),
        addresses);
  }

  private static JsonObject object(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
