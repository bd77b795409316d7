package io.atelier.simulated;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The 3D API of Meshy: text to a shape and its materials (v2), image to a model (v1), each with its
 * list; balance. A tag that begins with {@code refine_} is for the second of the tasks of a text.
 */
public final class MeshySimulator implements SimulatedProvider {
  /** The only key it takes that is charged. */
  public static final String KEY = "simulated-meshy-key+1/2";

  /** The provider's own for trying out, which costs nothing. */
  public static final String TEST_KEY = "msy_dummy_api_key_for_test_mode_12345678";

  static final String TEXT = "/openapi/v2/text-to-3d";
  static final String IMAGE = "/openapi/v1/image-to-3d";
  static final String REMESH = "/openapi/v1/remesh";
  private static final Duration USUAL = Duration.ofSeconds(65);
  private static final int MOST_LISTED = 50;

  private final SimulatedTime time;
  private final SimulatedMedia media;
  private final SimulatedLedger ledger = new SimulatedLedger();
  private final MeshyView view;
  private final Map<String, MeshyTask> tasks = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
  private volatile RateWindow requests = new RateWindow(20, Duration.ofSeconds(1));
  private volatile int queue = 10;
  private volatile int longestPage = MOST_LISTED;
  private BigDecimal balance = new BigDecimal("100000");

  /** One with its results among those files. */
  public MeshySimulator(SimulatedTime time, SimulatedFiles files, SimulatedMedia media) {
    this.time = time;
    this.media = media;
    this.view = new MeshyView(time, files);
  }

  @Override
  public String prefix() {
    return "/meshy";
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
  public synchronized void balance(BigDecimal credits) {
    balance = credits;
  }

  /** How many tasks it has under way at most. */
  public void queue(int most) {
    queue = most;
  }

  /** How many tasks a page of its list has at most, however many are asked for. */
  public void longestPage(int most) {
    longestPage = most;
  }

  /** How many requests it takes in a second. */
  public void requestsPerSecond(int most) {
    requests = new RateWindow(most, Duration.ofSeconds(1));
  }

  @Override
  public Reply answer(Call call) {
    if (call.headers().containsKey("origin")) {
      return message(403, "Requests from browsers are not allowed");
    }
    if (!call.isFrom(KEY) && !call.isFrom(TEST_KEY)) {
      return message(401, "Invalid API key");
    }
    if (call.route().equals("GET /openapi/v1/balance")) {
      return left();
    }
    if (!requests.admits(time.ofLimits())) {
      ledger.count("refused");
      return tooFast();
    }
    return switch (call.route()) {
      case "POST " + TEXT -> text(call);
      case "POST " + IMAGE -> create(call, "image-to-3d", body(call), null);
      case "POST " + REMESH -> remesh(call);
      case "GET " + TEXT -> list(call, TEXT);
      case "GET " + IMAGE -> list(call, IMAGE);
      case "GET " + REMESH -> list(call, REMESH);
      default -> ofTask(call);
    };
  }

  private synchronized Reply left() {
    return Reply.json(200, Json.createObjectBuilder().add("balance", balance).build());
  }

  private static JsonObject body(Call call) {
    return call.json().orElse(JsonValue.EMPTY_JSON_OBJECT);
  }

  private Reply text(Call call) {
    JsonObject body = body(call);
    return switch (MeshyRules.text(body, "mode")) {
      case "preview" -> create(call, "text-to-3d-preview", body, null);
      case "refine" -> refine(call, body);
      default -> refused(message(400, "mode must be preview or refine"));
    };
  }

  private Reply remesh(Call call) {
    JsonObject body = body(call);
    MeshyTask input = tasks.get(MeshyRules.text(body, "input_task_id"));
    if (input == null && MeshyRules.text(body, "model_url").isBlank()) {
      return refused(message(body.containsKey("input_task_id") ? 404 : 400, "Task not found"));
    }
    return input != null && !view.status(input).equals("SUCCEEDED")
        ? refused(message(400, "The input task is not ready"))
        : create(call, "remesh", body, input);
  }

  private Reply refine(Call call, JsonObject body) {
    MeshyTask preview = tasks.get(MeshyRules.text(body, "preview_task_id"));
    if (preview != null) {
      boolean ready = view.status(preview).equals("SUCCEEDED");
      if (!preview.type().equals("text-to-3d-preview") || !ready) {
        return refused(message(400, "The preview task is not ready"));
      } else if (!model(body).equals(model(preview.work().request()))) {
        return refused(message(400, "The model does not match the preview's"));
      }
    } else if (body.containsKey("preview_task_id")) {
      return refused(message(404, "Task not found"));
    }
    return create(call, "text-to-3d-refine", body, preview);
  }

  private static String model(JsonObject body) {
    return body.getString("ai_model", "latest");
  }

  // One at a time, or two would have the last place in the queue.
  private synchronized Reply create(
      Call call, String type, JsonObject body, @Nullable MeshyTask preview) {
    // A remesh has a count of its own; the materials of a shape are made as that was.
    JsonObject shape =
        preview == null
            ? body
            : type.equals("remesh") ? remeshed(preview, body) : preview.work().request();
    SimulatedTags tags =
        MeshyTask.tags(
            MeshyRules.text(shape, "prompt") + MeshyRules.text(body, "texture_prompt"),
            preview != null);
    int credits = call.isFrom(TEST_KEY) ? 0 : MeshyRules.credits(type, body);
    Optional<Reply> refusal = refusal(type, body, tags, credits);
    if (refusal.isPresent()) {
      return refused(refusal.get());
    }
    SimulatedTask work =
        SimulatedTask.of(
            UUID.randomUUID().toString(),
            body,
            tags,
            time,
            USUAL,
            () -> List.of(MeshyRules.result(media, shape, MeshyRules.surface(type, body), tags)));
    tasks.put(work.id(), new MeshyTask(type, work, MeshyRules.text(shape, "prompt"), credits));
    balance = balance.subtract(BigDecimal.valueOf(credits));
    ledger.create(body, BigDecimal.valueOf(credits));
    if (tags.has("lost_response")) {
      return Reply.none();
    } else if (tags.has("lost_in_proxy")) {
      return Reply.badGateway(call);
    }
    return tags.has("unreadable_create")
        ? Reply.text(202, "text/html", "<html>One moment</html>")
        : Reply.json(202, Json.createObjectBuilder().add("result", work.id()).build());
  }

  private static JsonObject remeshed(MeshyTask input, JsonObject body) {
    return Json.createObjectBuilder(body)
        .add("prompt", input.prompt())
        .add("should_remesh", true)
        .build();
  }

  private Reply refused(Reply reply) {
    ledger.count("refused");
    return reply;
  }

  private Optional<Reply> refusal(String type, JsonObject body, SimulatedTags tags, int credits) {
    int before =
        refusals.computeIfAbsent(body.toString(), key -> new AtomicInteger()).getAndIncrement();
    if (tags.has("code")) {
      int code = (int) tags.number("code").orElseThrow();
      return Optional.of(message(code, "Failed with " + code + " for " + KEY));
    } else if (tags.has("auth")) {
      return Optional.of(message(401, "Invalid API key"));
    } else if (tags.at("rate_limit", before)) {
      return Optional.of(tooFast());
    }
    Optional<String> objection =
        switch (type) {
          case "text-to-3d-preview" -> MeshyRules.ofPreview(body);
          case "text-to-3d-refine" -> MeshyRules.ofRefinement(body);
          case "remesh" -> MeshyRules.ofShape(body);
          default -> MeshyRules.ofImage(body);
        };
    if (objection.isPresent()) {
      return Optional.of(message(400, objection.get()));
    } else if (tags.has("out_of_credits") || balance.compareTo(BigDecimal.valueOf(credits)) < 0) {
      return Optional.of(message(402, "Insufficient funds"));
    }
    long underWay = tasks.values().stream().filter(task -> !settled(task)).count();
    return tags.at("queue_full", before) || underWay >= queue
        ? Optional.of(message(429, "NoMoreConcurrentTasks"))
        : Optional.empty();
  }

  private boolean settled(MeshyTask task) {
    String status = view.status(task);
    boolean over = MeshyView.isTerminal(status);
    if (over && !status.equals("SUCCEEDED")) {
      giveBack(task);
    }
    return over;
  }

  private synchronized void giveBack(MeshyTask task) {
    if (task.credits() > 0 && task.refunded().compareAndSet(false, true)) {
      balance = balance.add(BigDecimal.valueOf(task.credits()));
      ledger.refund(BigDecimal.valueOf(task.credits()));
    }
  }

  private Reply list(Call call, String path) {
    ledger.count("lists");
    int page = number(call, "page_num", 1);
    int size = number(call, "page_size", 10);
    String order = call.query().getOrDefault("sort_by", "-created_at");
    if (page < 1 || size < 1 || size > MOST_LISTED || !order.matches("[+-]?created_at")) {
      return message(400, "Invalid page_num, page_size or sort_by");
    }
    int given = Math.min(size, longestPage);
    Comparator<MeshyTask> oldest = Comparator.comparing(task -> task.work().created());
    JsonArrayBuilder listed = Json.createArrayBuilder();
    tasks.values().stream()
        .filter(task -> task.path().equals(path))
        .sorted(order.startsWith("-") ? oldest.reversed() : oldest)
        .skip((page - 1L) * given)
        .limit(given)
        .forEach(task -> listed.add(view.of(task, call.base(), Integer.MAX_VALUE)));
    return Reply.json(200, listed.build());
  }

  private static int number(Call call, String name, int usual) {
    String text = call.query().getOrDefault(name, String.valueOf(usual));
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }

  private Reply ofTask(Call call) {
    if (call.route().matches("GET .*/stream")) {
      return stream(call.path().substring(0, call.path().length() - "/stream".length()), call);
    }
    int slash = call.path().lastIndexOf('/');
    String path = call.path().substring(0, slash);
    String id = call.path().substring(slash + 1);
    if (!path.equals(TEXT) && !path.equals(IMAGE) && !path.equals(REMESH)) {
      return message(404, "NoMatchingRoute");
    }
    if (path.equals(IMAGE) && !id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
      return message(400, "Invalid ID");
    }
    MeshyTask task = tasks.get(id);
    if (task == null || !task.path().equals(path)) {
      return message(404, "Task not found");
    }
    return switch (call.method()) {
      case "GET" -> get(task, call);
      case "DELETE" -> delete(task);
      default -> message(405, "Method not allowed");
    };
  }

  private Reply stream(String path, Call call) {
    MeshyTask task = tasks.get(path.substring(path.lastIndexOf('/') + 1));
    if (task == null || !path.startsWith(task.path())) {
      return Reply.events(List.of(MeshyStream.error(404, "Task not found")).iterator());
    }
    return Reply.events(new MeshyStream(() -> view.of(task, call.base(), Integer.MAX_VALUE)));
  }

  private Reply get(MeshyTask task, Call call) {
    ledger.count("polls");
    int before = task.work().polls().getAndIncrement();
    SimulatedTags tags = task.work().tags();
    if (tags.at("null_record", before)) {
      return message(404, "Task not found");
    } else if (tags.has("poll_code")) {
      int code = (int) tags.number("poll_code").orElseThrow();
      return message(code, "Failed with " + code);
    } else if (tags.at("html_404", before)) {
      return Reply.text(404, "text/html", "<html><h1>404 Not Found</h1></html>");
    } else if (tags.at("html_error", before)) {
      return Reply.badGateway(call);
    } else if (tags.at("malformed_json", before)) {
      return Reply.text(200, "application/json", "{\"id\":\"" + task.work().id());
    } else if (tags.at("empty_200", before)) {
      return Reply.text(200, "application/json", "");
    } else if (tags.at("poll_rate_limit", before)) {
      return tooFast();
    }
    settled(task);
    return Reply.json(200, view.of(task, call.base(), before));
  }

  private Reply delete(MeshyTask task) {
    ledger.count("cancels");
    tasks.remove(task.work().id());
    return Reply.text(200, "application/json", "");
  }

  /** A task of another program with the same key, as the list shows it too. */
  public void strange(String prompt, Instant created) {
    SimulatedTask work =
        SimulatedTask.of(
            UUID.randomUUID().toString(),
            JsonValue.EMPTY_JSON_OBJECT,
            SimulatedTags.of(""),
            created,
            USUAL,
            new Making(() -> List.of(media.model(prompt, 100, SimulatedMedia.Surface.BARE))));
    tasks.put(work.id(), new MeshyTask("text-to-3d-preview", work, prompt, 0));
  }

  private static Reply message(int status, String words) {
    return Reply.json(status, Json.createObjectBuilder().add("message", words).build());
  }

  private static Reply tooFast() {
    return message(429, "RateLimitExceeded").with("Retry-After", "1");
  }
}
