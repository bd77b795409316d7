package io.atelier.client;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which costs are meant; all that the caller may see, but for what is said of them. */
@SuppressWarnings("UnusedVariable") // the REST client reads them
public final class CostSelection {
  @QueryParam("from")
  private @Nullable String from;

  @QueryParam("to")
  private @Nullable String to;

  @QueryParam("tenant")
  private @Nullable String tenant;

  @QueryParam("provider")
  private @Nullable String provider;

  @QueryParam("kind")
  private @Nullable String kind;

  @QueryParam("model")
  private @Nullable String model;

  @QueryParam("skill")
  private @Nullable String skill;

  @QueryParam("run")
  private @Nullable String run;

  @QueryParam("resolution")
  private @Nullable String resolution;

  @QueryParam("duration")
  private @Nullable String duration;

  @QueryParam("basis")
  private @Nullable String basis;

  @QueryParam("currency")
  private @Nullable String currency;

  private CostSelection() {}

  /** All of them. */
  public static CostSelection all() {
    return new CostSelection();
  }

  /** Of what was accepted on this UTC day, or later. */
  public CostSelection from(LocalDate day) {
    from = day.toString();
    return this;
  }

  /** Of what was accepted at this time, or later. */
  public CostSelection from(Instant time) {
    from = time.toString();
    return this;
  }

  /** Of what was accepted before this UTC day. */
  public CostSelection before(LocalDate day) {
    to = day.toString();
    return this;
  }

  /** Of what was accepted before this time. */
  public CostSelection before(Instant time) {
    to = time.toString();
    return this;
  }

  /** Of one tenant; only operators see more than their own. */
  public CostSelection tenant(String name) {
    tenant = name;
    return this;
  }

  /** Of one provider. */
  public CostSelection provider(String name) {
    provider = name;
    return this;
  }

  /** Of one kind: {@code video sfx bgm model_3d image}. */
  public CostSelection kind(String name) {
    kind = name;
    return this;
  }

  /** Of one provider's model; empty for what has none. */
  public CostSelection model(String name) {
    model = name;
    return this;
  }

  /** Of one skill. */
  public CostSelection skill(String name) {
    skill = name;
    return this;
  }

  /** Of one run. */
  public CostSelection run(String name) {
    run = name;
    return this;
  }

  /** Of one resolution as it was asked for, {@code 1080p}; empty for what has none. */
  public CostSelection resolution(String asked) {
    resolution = asked;
    return this;
  }

  /** Of one bucket of seconds, {@code 010-015}; empty for what has none. */
  public CostSelection duration(String bucket) {
    duration = bucket;
    return this;
  }

  /** Of lines of one basis: {@code reported computed assumed possible unknown}. */
  public CostSelection basis(String name) {
    basis = name;
    return this;
  }

  /** Of one currency (ISO 4217). */
  public CostSelection currency(String code) {
    currency = code;
    return this;
  }
}
