package io.atelier.breakable;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One accepted and charged create: how it stands follows from the time, from how often it was
 * polled, and from its faults. Everything is written in its ledger entry, so a restart changes
 * nothing.
 */
final class Task {
  /** The final states, as a client sees them. */
  static final List<String> FINAL = List.of("succeeded", "failed", "cancelled");

  private final LedgerEntry created;
  private final Instant acceptedAt;
  private final List<Fault> faults;
  private final Tags tags;
  private int polls;
  private int expiredUrls;
  private boolean cancelled;

  Task(LedgerEntry created, Instant acceptedAt) {
    this.created = created;
    this.acceptedAt = acceptedAt;
    this.faults =
        created.json().getJsonArray("task_faults").getValuesAs(JsonString.class).stream()
            .map(text -> Fault.of(text.getString()))
            .toList();
    this.tags = Tags.of(body().getString("prompt", ""), account());
  }

  String id() {
    return created.task();
  }

  String account() {
    return created.account();
  }

  String tenant() {
    return created.tenant();
  }

  String kind() {
    return created.kind();
  }

  Optional<String> reference() {
    return created.text("reference");
  }

  Optional<String> key() {
    return created.text("key");
  }

  BigDecimal cost() {
    return new BigDecimal(created.text("cost").orElseThrow());
  }

  Instant acceptedAt() {
    return acceptedAt;
  }

  /** Whether that is the very same request. */
  boolean isOf(CreateRequest request) {
    return body().equals(request.body());
  }

  private JsonObject body() {
    return created.json().getJsonObject("request");
  }

  Optional<Fault> fault(Effect effect) {
    return faults.stream().filter(fault -> fault.effect() == effect).findFirst();
  }

  /** When the provider is done with it, if ever. */
  Optional<Instant> endsAt() {
    return fault(Effect.NEVER_ENDS).isPresent()
        ? Optional.empty()
        : Optional.of(acceptedAt.plus(duration()));
  }

  private Duration duration() {
    return Duration.ofMillis(created.json().getJsonNumber("duration_millis").longValue());
  }

  /** How often it was polled. */
  int polls() {
    return polls;
  }

  /** Notes a poll, by its number; what {@link #status} says may depend on it. */
  void polled(int number) {
    polls = number;
  }

  boolean isForgotten() {
    return fault(Effect.FORGETS).filter(fault -> polls > fault.number(1)).isPresent();
  }

  boolean isListed(Instant now) {
    return fault(Effect.UNLISTED)
        .map(f -> f.value().map(Tags::seconds).map(acceptedAt::plus))
        .map(since -> since.isPresent() && !now.isBefore(since.get()))
        .orElse(true);
  }

  String status(Instant now) {
    if (cancelled) {
      return "cancelled";
    }
    if (endsAt().filter(end -> !now.isBefore(end)).isPresent()) {
      return fault(Effect.FAILS).isPresent() ? "failed" : "succeeded";
    }
    if (fault(Effect.UNKNOWN_STATUS).isPresent()) {
      return "warming_up";
    }
    boolean begun = now.isAfter(acceptedAt.plus(duration().dividedBy(4)));
    boolean back = fault(Effect.BACKWARDS).isPresent() ? polls % 2 == 0 : !begun;
    return back ? "queued" : "running";
  }

  boolean isFinal(Instant now) {
    return FINAL.contains(status(now));
  }

  void cancel() {
    cancelled = true;
  }

  /** The addresses of its result that were told until that poll are dead. */
  void expireUrls(int poll) {
    expiredUrls = Math.max(expiredUrls, poll);
  }

  boolean isExpired(int poll) {
    return poll <= expiredUrls;
  }

  /** The faults of its exchanges that its prompt asks for. */
  List<Fault> faults() {
    return tags.faults();
  }

  /**
   * What it made.
   *
   * @param size how many bytes at least, unless its prompt says that
   */
  ResultMedia result(long size) {
    return ResultMedia.of(body().getJsonObject("media"), id(), tags.size().orElse(size));
  }

  /**
   * What a poll or a list says of it.
   *
   * @param base the address of its account
   */
  JsonObjectBuilder view(Instant now, @Nullable String base) {
    String status = status(now);
    JsonObjectBuilder view =
        JsonDocuments.object()
            .add("id", id())
            .add("status", status)
            .add("kind", kind())
            .add("created_at", acceptedAt.toString())
            .add("charged", cost().toPlainString());
    reference().ifPresent(reference -> view.add("reference", reference));
    if (status.equals("failed")) {
      String code = fault(Effect.FAILS).flatMap(Fault::value).orElse("generation_failed");
      view.add("error", JsonDocuments.object().add("code", code).add("message", "It failed."));
    }
    if (status.equals("succeeded") && base != null && fault(Effect.NO_URL).isEmpty()) {
      String own = base + "/v1/results/" + id() + "?u=" + polls;
      view.add("result_url", fault(Effect.RESULT_AT).flatMap(Fault::value).orElse(own));
    }
    return view;
  }
}
