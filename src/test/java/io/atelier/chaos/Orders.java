package io.atelier.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One client's orders, decided by a seed: where on its route each is to be made, and what goes
 * wrong there.
 */
final class Orders {
  /** The accounts of each kind's route, in order. */
  static final List<String> IMAGE_ROUTE = List.of("none", "lookup", "replay");

  static final List<String> SFX_ROUTE = List.of("reject", "reject-with-id", "lookup", "replay");

  /** Whatever comes of these, the job is made in the end. */
  private static final List<String> CREATE_FAULTS =
      List.of(
          "reset-after-accept",
          "empty-after-accept",
          "hang-after-accept",
          "bad-gateway-after-accept",
          "error-after-accept=500",
          "unreadable-after-accept",
          "truncated-after-accept",
          "malformed-chunk-after-accept",
          "bare-after-accept",
          "error-before-accept=503",
          "reset-before-accept");

  private static final List<String> LATER_FAULTS =
      List.of(
          "error-on-poll=503*2",
          "reset-on-poll*2",
          "hang-on-poll",
          "empty-on-poll",
          "unreadable-on-poll*2",
          "throttled-on-poll=1*2",
          "throttled-on-poll=garbage",
          "html-on-poll",
          "backwards",
          "unknown-status",
          "expired-on-result=403",
          "expired-on-result=410",
          "reset-mid-body-on-result",
          "truncated-on-result",
          "error-on-result=503",
          "drip-after-accept=5",
          "forgets=1",
          "fails=generation_failed",
          "corrupt-on-result",
          "html-on-result",
          "zero-bytes-on-result");

  private final String tenant;
  private final String kind;
  private final String client;
  private final SplittableRandom random;
  private int count;

  /** The orders of that client, of that tenant and kind. */
  Orders(String tenant, String kind, int client, long seed) {
    this.tenant = tenant;
    this.kind = kind;
    this.client = kind + "-" + client;
    this.random = new SplittableRandom(seed * 31 + (tenant + this.client).hashCode());
  }

  /**
   * The next one.
   *
   * @param inTime whether it is to be over soon
   */
  Order next(boolean inTime) {
    List<String> route = kind.equals("image") ? IMAGE_ROUTE : SFX_ROUTE;
    int home = random.nextInt(100) < 50 ? 0 : 1 + random.nextInt(route.size() - 1);
    StringBuilder prompt = new StringBuilder("chaos tenant:" + tenant);
    for (String before : route.subList(0, home)) {
      prompt.append(" fault@" + before + ":refused-before-accept=generation_failed");
    }
    String at = "@" + route.get(home) + ":";
    int chance = random.nextInt(1000);
    int which = random.nextInt(Integer.MAX_VALUE);
    Optional<Duration> cancel = Optional.empty();
    if (chance < 70) {
      prompt.append(" fault" + at + CREATE_FAULTS.get(which % CREATE_FAULTS.size()));
    } else if (chance < 85) {
      prompt.append(" accepts-after" + at + "3"); // the client has given up by then
    } else if (chance < 185) {
      // The last account's own failures would be the job's.
      int most = home < route.size() - 1 ? LATER_FAULTS.size() : LATER_FAULTS.size() - 5;
      prompt.append(" fault" + at + noticed(LATER_FAULTS.get(which % most)));
    } else if (chance < 191 && !inTime) {
      prompt.append(" slow" + at + "35"); // later than the deadline
    } else if (chance < 193 && !inTime) {
      prompt.append(" fault" + at + "never-ends");
    } else if (chance < 196) {
      prompt.append(" fault" + at + "fails=content_policy");
    } else if (chance < 206) {
      cancel = Optional.of(Duration.ofMillis(which % 5_000));
    }
    String key = client + "-" + count++;
    prompt.append(" order:" + tenant + "/" + key);
    boolean urgent = random.nextInt(4) == 0; // else a queue's order is that of its rows' locks
    return new Order(tenant, key, kind, prompt.toString(), urgent, cancel);
  }

  // A sound's bytes have no checksum: nobody can tell that they were changed on the way.
  private String noticed(String fault) {
    return kind.equals("sfx") && fault.equals("corrupt-on-result") ? "html-on-result" : fault;
  }
}
