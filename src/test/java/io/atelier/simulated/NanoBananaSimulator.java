package io.atelier.simulated;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The unified jobs API of kie.ai and its upload host: tasks, balance, uploads. Most failures are
 * HTTP 200 with a code in the body; a task's result is a string of JSON.
 */
public final class NanoBananaSimulator implements SimulatedProvider {
  /** The only key it takes. */
  public static final String KEY = "simulated-nano-banana-key";

  private static final Duration ADDRESSES_LIVE = Duration.ofHours(24);
  private static final Duration RESULTS_LIVE = Duration.ofDays(14);
  private static final Duration OTHER_ADDRESSES_LIVE = Duration.ofMinutes(20);

  private final SimulatedTime time;
  private final SimulatedFiles files;
  private final SimulatedMedia media;
  private final SimulatedLedger ledger = new SimulatedLedger();
  private final Map<String, SimulatedTask> tasks = new ConcurrentHashMap<>();
  private final Map<String, String> results = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
  private final SimulatedCallbacks callbacks;
  private final RateWindow creates = new RateWindow(20, Duration.ofSeconds(10));
  private volatile RateWindow queries = new RateWindow(10, Duration.ofSeconds(1));
  private final KieUploads uploads;
  private volatile BigDecimal balance = new BigDecimal("100000");

  /** One with its results among those files. */
  public NanoBananaSimulator(SimulatedTime time, SimulatedFiles files, SimulatedMedia media) {
    this(time, files, media, new SimulatedCallbacks(time));
  }

  NanoBananaSimulator(
      SimulatedTime time,
      SimulatedFiles files,
      SimulatedMedia media,
      SimulatedCallbacks callbacks) {
    this.callbacks = callbacks;
    this.time = time;
    this.files = files;
    this.media = media;
    this.uploads = new KieUploads(time, files, ledger);
  }

  @Override
  public String prefix() {
    return "/nano-banana";
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public SimulatedLedger ledger() {
    return ledger;
  }

  /** How many polls it takes in a second. */
  public void queriesPerSecond(int most) {
    queries = new RateWindow(most, Duration.ofSeconds(1));
  }

  /** Every upload, as it was sent. */
  public List<JsonObject> uploads() {
    return uploads.all();
  }

  /** What the account has left. */
  public void balance(BigDecimal credits) {
    balance = credits;
  }

  @Override
  public Reply answer(Call call) {
    if (!call.headers().getOrDefault("user-agent", "").startsWith("Mozilla/")) {
      return Reply.text(403, "text/plain", "error code: 1010");
    }
    if (!call.isFrom(KEY)) {
      return KieEnvelope.code(401, "You do not have access permissions");
    }
    return switch (call.route()) {
      case "POST /api/v1/jobs/createTask" -> create(call);
      case "GET /api/v1/jobs/recordInfo" -> record(call);
      case "GET /api/v1/chat/credit" -> KieEnvelope.ok(Json.createValue(balance));
      case "POST /api/v1/common/download-url" -> downloadUrl(call);
      case "POST /api/file-base64-upload" -> uploads.ofText(call);
      case "POST /api/file-url-upload" -> uploads.ofAddress(call);
      case "POST /api/file-stream-upload" -> uploads.ofForm(call);
      default -> KieEnvelope.code(404, "Not Found");
    };
  }

  private Reply create(Call call) {
    if (!creates.admits(time.ofLimits())) {
      ledger.count("refused");
      return tooFast();
    }
    Optional<JsonObject> body = call.json();
    if (body.isEmpty() || !(body.get().get("input") instanceof JsonObject input)) {
      return KieEnvelope.code(422, "The input cannot be empty");
    }
    SimulatedTags tags = SimulatedTags.of(NanoBananaModels.prompt(input));
    Optional<Reply> refusal = refusal(call, body.get(), input, tags);
    if (refusal.isPresent()) {
      ledger.count("refused");
      return refusal.get();
    }
    SimulatedTask task = accept(body.get(), input, tags);
    if (tags.has("lost_response")) {
      return Reply.none();
    }
    if (tags.has("unreadable_create")) {
      return Reply.text(200, "text/html", "<html>One moment</html>");
    }
    return tags.has("lost_in_proxy") ? Reply.badGateway(call) : accepted(task, input);
  }

  private Reply accepted(SimulatedTask task, JsonObject input) {
    Reply accepted =
        KieEnvelope.ok(
            Json.createObjectBuilder().add("taskId", task.id()).add("recordId", task.id()).build());
    return NanoBananaModels.ignored(task.request().getString("model"), input)
        .map(field -> warned(accepted, field))
        .orElse(accepted);
  }

  private Reply warned(Reply accepted, String field) {
    ledger.count("ignored");
    return accepted.with("X-Sim-Ignored", field);
  }

  private Optional<Reply> refusal(
      Call call, JsonObject body, JsonObject input, SimulatedTags tags) {
    String model = body.getString("model", "");
    Optional<NanoBananaModels.Objection> objection = NanoBananaModels.objection(model, input);
    int before =
        refusals.computeIfAbsent(input.toString(), key -> new AtomicInteger()).getAndIncrement();
    if (tags.has("cloudflare_1010")) {
      return Optional.of(Reply.text(403, "text/plain", "error code: 1010"));
    } else if (tags.has("code")) {
      int code = (int) tags.number("code").orElseThrow();
      return Optional.of(KieEnvelope.code(code, "Failed with " + code + " for " + KEY));
    } else if (tags.has("auth")) {
      return Optional.of(KieEnvelope.code(401, "You do not have access permissions"));
    } else if (tags.has("out_of_credits")) {
      return Optional.of(KieEnvelope.code(402, "Credits insufficient"));
    } else if (tags.at("rate_limit", before)) {
      return Optional.of(tooFast());
    } else if (tags.has("moderation")) {
      return Optional.of(
          KieEnvelope.code(
              400, "Your prompt was flagged by Website as violating content policies."));
    } else if (objection.isPresent()) {
      return Optional.of(KieEnvelope.code(objection.get().code(), objection.get().message()));
    } else if (!NanoBananaModels.images(input).stream().allMatch(files::isKept)) {
      return Optional.of(KieEnvelope.code(451, "Failed to fetch the image"));
    } else if (balance.compareTo(NanoBananaModels.credits(model, input)) < 0) {
      return Optional.of(KieEnvelope.code(402, "Credits insufficient"));
    }
    return Optional.empty();
  }

  private SimulatedTask accept(JsonObject body, JsonObject input, SimulatedTags tags) {
    String model = body.getString("model");
    BigDecimal credits = NanoBananaModels.credits(model, input);
    int[] phases = NanoBananaModels.seconds(model);
    SimulatedTask task =
        SimulatedTask.of(
            "task_" + UUID.randomUUID().toString().replace("-", ""),
            body,
            tags,
            time,
            Duration.ofSeconds(phases[0] + phases[1] + phases[2]),
            () -> List.of(NanoBananaModels.result(model, input, media, files::kept)));
    tasks.put(task.id(), task);
    balance = balance.subtract(credits);
    ledger.create(body, credits);
    callbacks.done(task, NanoBananaSimulator::callback, ledger, true);
    return task;
  }

  // The least that was seen of one; others show the record.
  private static JsonObject callback(SimulatedTask task) {
    return Json.createObjectBuilder()
        .add("taskId", task.id())
        .add("code", 200)
        .add("msg", "Success")
        .add(
            "data",
            Json.createObjectBuilder()
                .add("task_id", task.id())
                .add("callbackType", "task_completed"))
        .build();
  }

  private Reply downloadUrl(Call call) {
    ledger.count("other_addresses");
    String url = call.json().map(body -> body.getString("url", "")).orElse("");
    return files
        .again(call.base(), url, RESULTS_LIVE, OTHER_ADDRESSES_LIVE)
        .map(address -> KieEnvelope.ok(Json.createValue(address)))
        .orElseGet(() -> KieEnvelope.code(422, "The file is not known"));
  }

  private Reply record(Call call) {
    ledger.count("polls");
    if (!queries.admits(time.ofLimits())) {
      ledger.count("polls_refused");
      return tooFast();
    }
    SimulatedTask task = tasks.get(call.query().getOrDefault("taskId", ""));
    if (task == null || time.instant().isAfter(task.created().plus(RESULTS_LIVE))) {
      return KieEnvelope.code(422, "recordInfo is null");
    }
    int before = task.polls().getAndIncrement();
    SimulatedTags tags = task.tags();
    if (tags.at("null_record", before)) {
      return KieEnvelope.code(422, "recordInfo is null");
    } else if (tags.at("empty_record", before)) {
      return KieEnvelope.ok(JsonValue.NULL);
    } else if (tags.has("poll_code")) {
      int code = (int) tags.number("poll_code").orElseThrow();
      return KieEnvelope.code(code, "Failed with " + code);
    } else if (tags.at("html_error", before)) {
      return Reply.badGateway(call);
    } else if (tags.at("html_404", before)) {
      return Reply.text(404, "text/html", "<html><h1>404 Not Found</h1></html>");
    } else if (tags.at("malformed_json", before)) {
      return Reply.text(200, "application/json", "{\"code\":200,\"data\":{\"taskId\":");
    } else if (tags.at("empty_200", before)) {
      return Reply.text(200, "application/json", "");
    } else if (tags.at("poll_rate_limit", before)) {
      return tooFast();
    }
    return KieEnvelope.ok(view(task, call.base(), before));
  }

  private JsonObject view(SimulatedTask task, URI base, int before) {
    String state = task.tags().at("unknown_status", before) ? "paused" : state(task);
    JsonObjectBuilder view =
        Json.createObjectBuilder()
            .add("taskId", task.id())
            .add("model", task.request().getString("model"))
            .add("state", state)
            .add("param", task.request().toString())
            .add("failCode", "")
            .add("failMsg", "")
            .add("costTime", task.duration().toMillis())
            .add("createTime", task.created().toEpochMilli())
            .add("updateTime", time.instant().toEpochMilli());
    if (state.equals("success")) {
      view.add("completeTime", task.finished().toEpochMilli())
          .add("resultJson", resultJson(task, base));
    } else if (state.equals("fail")) {
      String code = task.tags().tags().getOrDefault("fail_code", "501");
      view.add("failCode", code)
          .add(
              "failMsg",
              task.tags().has("moderation_late")
                  ? "The result was flagged as sensitive."
                  : task.tags().has("fail_echo") ? EchoedKey.complaint(KEY) : "Generation Failed");
    }
    return view.build();
  }

  private String state(SimulatedTask task) {
    double done = task.progress(time);
    SimulatedTags tags = task.tags();
    boolean fails =
        tags.has("fail_late")
            || tags.has("fail_echo")
            || tags.has("fail_code")
            || tags.has("moderation_late");
    int[] phases = NanoBananaModels.seconds(task.request().getString("model"));
    double all = phases[0] + phases[1] + phases[2];
    if (tags.has("fail_early") || (done >= 1 && fails)) {
      return "fail";
    }
    if (done < phases[0] / all) {
      return "waiting";
    }
    return done < (phases[0] + phases[1]) / all ? "queuing" : done < 1 ? "generating" : "success";
  }

  // A string, in all but a few answers that were seen.
  private JsonValue resultJson(SimulatedTask task, URI base) {
    JsonObject result = result(task, base);
    return task.tags().has("result_object") ? result : Json.createValue(result.toString());
  }

  private JsonObject result(SimulatedTask task, URI base) {
    JsonArrayBuilder urls = Json.createArrayBuilder();
    if (task.tags().has("foreign_url")) {
      urls.add("http://169.254.169.254/latest/out.mp4");
    } else if (!task.tags().has("success_no_url")) {
      urls.add(address(task, base));
    }
    return Json.createObjectBuilder().add("resultUrls", urls).build();
  }

  // The same whenever it is asked, but where the first is dead from the beginning.
  private String address(SimulatedTask task, URI base) {
    boolean first = task.results().getAndIncrement() == 0;
    if (!first && task.tags().has("url_expired")) {
      results.remove(task.id());
    }
    return results.computeIfAbsent(
        task.id(),
        id -> files.keep(base, task.media().join().get(0), task.tags(), first, ADDRESSES_LIVE));
  }

  private static Reply tooFast() {
    return Reply.json(429, KieEnvelope.of(429, "Your call frequency is too high", JsonValue.NULL))
        .with("Retry-After", "10");
  }
}
