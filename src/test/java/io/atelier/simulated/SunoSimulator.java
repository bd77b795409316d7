package io.atelier.simulated;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The music API, as sunoapi.org or kie.ai has it: two tracks a task, one done before the other. */
public final class SunoSimulator implements SimulatedProvider {
  /** The only key it takes. */
  public static final String KEY = "simulated-suno-key";

  private static final Set<String> WITH_DURATION = Set.of("V5_5", "V6", "V6_WILD", "V6_MINI");
  private static final Set<String> MODELS =
      Set.of("V4", "V4_5", "V4_5PLUS", "V4_5ALL", "V5", "V5_5", "V6", "V6_WILD", "V6_MINI");
  private static final BigDecimal CREDITS = new BigDecimal("12");
  private static final BigDecimal CREDITS_OF_SOUNDS = new BigDecimal("2.5");
  private static final Duration RESULTS_LIVE = Duration.ofDays(14);
  private static final Duration USUAL = Duration.ofSeconds(110);
  private static final double STARTED = 5.0 / 110;
  private static final double FIRST = 70.0 / 110;

  private final SimulatedTime time;
  private final SimulatedFiles files;
  private final SimulatedMedia media;
  private final boolean kie;
  private final SimulatedCallbacks callbacks;
  private final SimulatedLedger ledger = new SimulatedLedger();
  private final Map<String, SimulatedTask> tasks = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
  private final RateWindow creates = new RateWindow(20, Duration.ofSeconds(10));
  private final RateWindow queries = new RateWindow(10, Duration.ofSeconds(1));
  private volatile BigDecimal balance = new BigDecimal("100000");

  /** One with its results among those files; of kie.ai, or else of sunoapi.org. */
  public SunoSimulator(
      SimulatedTime time, SimulatedFiles files, SimulatedMedia media, boolean kie) {
    this(time, files, media, kie, new SimulatedCallbacks(time));
  }

  SunoSimulator(
      SimulatedTime time,
      SimulatedFiles files,
      SimulatedMedia media,
      boolean kie,
      SimulatedCallbacks callbacks) {
    this.callbacks = callbacks;
    this.time = time;
    this.files = files;
    this.media = media;
    this.kie = kie;
  }

  @Override
  public String prefix() {
    return kie ? "/kie-suno" : "/suno";
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public SimulatedLedger ledger() {
    return ledger;
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
    String credit = kie ? "GET /api/v1/chat/credit" : "GET /api/v1/generate/credit";
    if (call.route().equals(credit)) {
      return KieEnvelope.ok(Json.createValue(balance));
    }
    return switch (call.route()) {
      case "POST /api/v1/generate" -> create(call, CREDITS);
      case "POST /api/v1/generate/sounds" -> create(call, CREDITS_OF_SOUNDS);
      case "GET /api/v1/generate/record-info" -> record(call);
      default -> KieEnvelope.code(404, "The requested path was not found");
    };
  }

  private Reply create(Call call, BigDecimal credits) {
    if (!creates.admits(time.ofLimits())) {
      ledger.count("refused");
      return tooFast();
    }
    JsonObject body = call.json().orElse(JsonValue.EMPTY_JSON_OBJECT);
    SimulatedTags tags =
        SimulatedTags.of(body.getString("style", "") + body.getString("prompt", ""));
    Optional<Reply> refusal = refusal(body, tags, credits);
    if (refusal.isPresent()) {
      ledger.count("refused");
      return refusal.get();
    }
    SimulatedTask task =
        SimulatedTask.of(
            UUID.randomUUID().toString().replace("-", ""),
            body,
            tags,
            time,
            USUAL,
            () -> tracks(body, tags));
    tasks.put(task.id(), task);
    balance = balance.subtract(credits);
    ledger.create(body, credits);
    callbacks.done(task, this::callback, ledger, kie); // sunoapi.org signs none
    if (tags.has("lost_response")) {
      return Reply.none();
    } else if (tags.has("unreadable_create")) {
      return Reply.text(200, "text/html", "<html>One moment</html>");
    }
    return tags.has("lost_in_proxy")
        ? Reply.badGateway(call)
        : KieEnvelope.ok(Json.createObjectBuilder().add("taskId", task.id()).build());
  }

  // Unlike what is asked for, it has names in snake case.
  private JsonObject callback(SimulatedTask task) {
    boolean failed = status(task, 1).matches(".*(FAILED|ERROR)");
    JsonArrayBuilder tracks = Json.createArrayBuilder();
    for (int no = 0; !failed && no < 2; no++) {
      tracks.add(
          Json.createObjectBuilder()
              .add("id", task.id() + "-" + no)
              .add("audio_url", "https://cdn.invalid/" + no + ".mp3")
              .add("duration", seconds(task.request(), task.tags()).get(no)));
    }
    return Json.createObjectBuilder()
        .add("code", failed ? 501 : 200)
        .add("msg", failed ? "Generation failed." : "All generated successfully.")
        .add(
            "data",
            Json.createObjectBuilder()
                .add("callbackType", failed ? "error" : "complete")
                .add("task_id", task.id())
                .add("data", tracks))
        .build();
  }

  private List<SimulatedMedia.File> tracks(JsonObject request, SimulatedTags tags) {
    return seconds(request, tags).stream()
        .map(
            seconds ->
                media.music(request.getString("style", request.getString("prompt", "")), seconds))
        .toList();
  }

  private Optional<Reply> refusal(JsonObject body, SimulatedTags tags, BigDecimal credits) {
    int before =
        refusals.computeIfAbsent(body.toString(), key -> new AtomicInteger()).getAndIncrement();
    if (tags.has("code")) {
      int code = (int) tags.number("code").orElseThrow();
      return Optional.of(KieEnvelope.code(code, "Failed with " + code + " for " + KEY));
    } else if (tags.has("auth")) {
      return Optional.of(KieEnvelope.code(401, "You do not have access permissions"));
    } else if (tags.has("out_of_credits") || balance.compareTo(credits) < 0) {
      return Optional.of(
          kie
              ? KieEnvelope.code(402, "Insufficient balance")
              : KieEnvelope.code(429, "Your current credits are short."));
    } else if (tags.at("rate_limit", before)) {
      return Optional.of(tooFast());
    } else if (tags.has("moderation")) {
      return Optional.of(KieEnvelope.code(400, "The prompt violates the content policy."));
    }
    return credits.equals(CREDITS) ? objection(body) : objectionToSounds(body);
  }

  private static Optional<Reply> objectionToSounds(JsonObject body) {
    String prompt = body.getString("prompt", "");
    if (prompt.isBlank() || prompt.length() > 500) {
      return Optional.of(
          KieEnvelope.code(prompt.isBlank() ? 400 : 413, "Please check the prompt."));
    }
    boolean right =
        MODELS.contains(body.getString("model", "V6"))
            && (!(body.get("soundTempo") instanceof JsonNumber tempo)
                || (tempo.intValue() >= 1 && tempo.intValue() <= 300))
            && body.getString("soundKey", "Any").matches("Any|[A-G]#?m?");
    return right
        ? Optional.empty()
        : Optional.of(KieEnvelope.code(400, "It is not supported here."));
  }

  private Optional<Reply> objection(JsonObject body) {
    boolean custom = body.getBoolean("customMode", false);
    String model = body.getString("model", "");
    if (body.getString("callBackUrl", "").isBlank()) {
      return Optional.of(KieEnvelope.code(400, "Please enter callBackUrl."));
    } else if (!MODELS.contains(model) || !body.containsKey("instrumental")) {
      return Optional.of(KieEnvelope.code(400, "The model or instrumental is missing."));
    } else if (body.getString("title", "").length() > 80) {
      return Optional.of(KieEnvelope.code(413, "The title is too long."));
    } else if (custom && body.getString("style", "").length() > (model.equals("V4") ? 200 : 1000)) {
      return Optional.of(KieEnvelope.code(413, "The style is too long."));
    } else if (!custom && body.getString("prompt", "").length() > 500) {
      return Optional.of(KieEnvelope.code(413, "The prompt is too long."));
    } else if (custom && !(body.containsKey("style") && body.containsKey("title"))) {
      return Optional.of(KieEnvelope.code(400, "Custom mode takes a style and a title."));
    }
    return body.containsKey("duration") && !(custom && takesDuration(body, model))
        ? Optional.of(KieEnvelope.code(400, "The duration is not supported here."))
        : Optional.empty();
  }

  private static boolean takesDuration(JsonObject body, String model) {
    return WITH_DURATION.contains(model)
        && body.get("duration") instanceof JsonNumber seconds
        && seconds.isIntegral()
        && seconds.intValue() >= 10
        && seconds.intValue() <= 360;
  }

  private Reply record(Call call) {
    ledger.count("polls");
    if (!queries.admits(time.ofLimits())) {
      ledger.count("polls_refused");
      return tooFast();
    }
    SimulatedTask task = tasks.get(call.query().getOrDefault("taskId", ""));
    if (task == null) {
      return KieEnvelope.code(422, "recordInfo is null");
    }
    int before = task.polls().getAndIncrement();
    SimulatedTags tags = task.tags();
    if (tags.at("null_record", before)) {
      return KieEnvelope.ok(JsonValue.NULL);
    } else if (tags.has("poll_code")) {
      int code = (int) tags.number("poll_code").orElseThrow();
      return KieEnvelope.code(code, "Failed with " + code);
    } else if (tags.at("html_error", before)) {
      return Reply.badGateway(call);
    } else if (tags.at("html_404", before)) {
      return Reply.text(404, "text/html", "<html><h1>404 Not Found</h1></html>");
    } else if (tags.at("malformed_json", before)) {
      return Reply.text(200, "application/json", "{\"code\":200,\"data\":{");
    } else if (tags.at("empty_200", before)) {
      return Reply.text(200, "application/json", "");
    } else if (tags.at("poll_rate_limit", before)) {
      return tooFast();
    }
    return KieEnvelope.ok(view(task, call, before));
  }

  private JsonObject view(SimulatedTask task, Call call, int before) {
    double done =
        task.tags().has("hang") ? Math.min(STARTED, task.progress(time)) : task.progress(time);
    String status = task.tags().at("unknown_status", before) ? "DREAMING" : status(task, done);
    JsonObjectBuilder view =
        Json.createObjectBuilder()
            .add("taskId", task.id())
            .add("parentMusicId", "")
            .add("param", task.request().toString())
            .add("status", status)
            .add("type", "GENERATE")
            .add("operationType", "generate");
    if (status.endsWith("FAILED") || status.endsWith("ERROR")) {
      view.add(
              "errorCode",
              task.tags().number("fail_code").isPresent()
                  ? Json.createValue((int) task.tags().number("fail_code").getAsDouble())
                  : JsonValue.NULL)
          .add(
              "errorMessage",
              task.tags().has("fail_echo")
                  ? EchoedKey.complaint(KEY)
                  : "The music could not be made.");
    } else {
      view.add("errorCode", JsonValue.NULL).add("errorMessage", JsonValue.NULL);
    }
    return view.add("response", response(task, call, done)).build();
  }

  private String status(SimulatedTask task, double done) {
    SimulatedTags tags = task.tags();
    if (tags.has("fail_early")) {
      return "CREATE_TASK_FAILED";
    } else if (tags.has("sensitive")) {
      return "SENSITIVE_WORD_ERROR";
    } else if (done >= 1
        && (tags.has("fail_late") || tags.has("fail_code") || tags.has("fail_echo"))) {
      return "GENERATE_AUDIO_FAILED";
    } else if (done >= 1 && tags.has("callback_exception")) {
      return "CALLBACK_EXCEPTION";
    } else if (done >= 1 && !tags.has("partial_first_only")) {
      return "SUCCESS";
    }
    boolean hasWords = !task.request().getBoolean("instrumental", false) || isHeads(task);
    return done < (hasWords ? STARTED : FIRST)
        ? "PENDING"
        : done < FIRST ? "TEXT_SUCCESS" : "FIRST_SUCCESS";
  }

  // By its id, which is random: where there are no words, that status is skipped or not.
  private static boolean isHeads(SimulatedTask task) {
    return task.id().hashCode() % 2 == 0;
  }

  private JsonValue response(SimulatedTask task, Call call, double done) {
    if (done < STARTED) {
      return JsonValue.NULL;
    }
    boolean both = done >= 1 && !task.tags().has("partial_first_only");
    boolean first = done >= 1 && task.results().getAndIncrement() == 0;
    JsonArrayBuilder tracks = Json.createArrayBuilder();
    tracks.add(track(task, call, 0, done >= FIRST, first));
    tracks.add(track(task, call, 1, both, first));
    return Json.createObjectBuilder().add("taskId", task.id()).add("sunoData", tracks).build();
  }

  private JsonObjectBuilder track(
      SimulatedTask task, Call call, int no, boolean finished, boolean firstAddress) {
    double seconds = seconds(task.request(), task.tags()).get(no);
    boolean shown = finished && !task.tags().has("success_no_url");
    if (shown && task.tags().has("foreign_url")) {
      return Json.createObjectBuilder()
          .add("audioUrl", "http://169.254.169.254/latest/a.mp3")
          .add("duration", seconds);
    }
    String url =
        shown
            ? files.keep(
                call.base(),
                task.media().join().get(no),
                tags(task, no),
                firstAddress,
                RESULTS_LIVE)
            : "";
    return Json.createObjectBuilder()
        .add("id", task.id() + "-" + no)
        .add("audioUrl", url)
        .add("streamAudioUrl", call.base() + "/cdn/stream-" + task.id())
        .add("imageUrl", "")
        .add("prompt", "")
        .add("modelName", "chirp")
        .add("title", task.request().getString("title", ""))
        .add("tags", task.request().getString("style", ""))
        .add(
            "createTime",
            no == 0
                ? Json.createValue("2026-02-01 00:00:00")
                : Json.createValue(1_770_300_004_000L))
        .add("duration", seconds);
  }

  // The second is the one that fits better.
  private static SimulatedTags tags(SimulatedTask task, int no) {
    if (no == 1 && task.tags().has("better_expired")) {
      return SimulatedTags.of("[[sim:url_expired]]");
    }
    if (no == 1 && task.tags().has("one_corrupt")) {
      return SimulatedTags.of("[[sim:empty_file]]");
    }
    return no == 0 && task.tags().has("other_truncated")
        ? SimulatedTags.of("[[sim:truncate]]")
        : task.tags();
  }

  /** How long the tracks are: the second is nearer to what was asked for. */
  private static List<Double> seconds(JsonObject request, SimulatedTags tags) {
    // V4 to V5 take as long as they like, the others 20 s where nothing is said.
    String model = request.getString("model", "");
    double asked = request.getInt("duration", WITH_DURATION.contains(model) ? 20 : 170);
    if (tags.has("exact")) {
      return List.of(asked, asked);
    } else if (tags.has("wrong_duration")) {
      return List.of(asked * 0.6, asked * 0.5);
    }
    return List.of(asked - 2.5, asked + 1.2);
  }

  private Reply tooFast() {
    return kie
        ? Reply.json(429, KieEnvelope.of(429, "Your call frequency is too high", JsonValue.NULL))
            .with("Retry-After", "10")
        : KieEnvelope.code(430, "Your call frequency is too high. Please try again later.");
  }
}
