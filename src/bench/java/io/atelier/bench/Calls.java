package io.atelier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@link EndlessProvider} was asked so far. */
final class Calls {
  private final List<Call> all;

  private Calls(List<Call> all) {
    this.all = all;
  }

  static Calls read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new Calls(List.of());
    }
    String text = Files.readString(file);
    // The last line may be being written.
    return new Calls(text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Call::of).toList());
  }

  /** How many creates there were. */
  int creates() {
    return (int) all.stream().filter(Call::create).count();
  }

  /** How many polls there were at that time. */
  long polls(long from, long to) {
    return all.stream()
        .filter(call -> !call.create() && call.millis() >= from && call.millis() <= to)
        .count();
  }

  /** How many tasks were polled since then. */
  long polledSince(long millis) {
    return all.stream()
        .filter(call -> !call.create() && call.millis() >= millis)
        .map(Call::key)
        .distinct()
        .count();
  }

  /** The time at which the last of all tasks was polled for the first time since then. */
  long lastFirstPollSince(long millis) {
    Map<String, Long> first = new HashMap<>();
    all.stream()
        .filter(call -> !call.create() && call.millis() >= millis)
        .forEach(call -> first.putIfAbsent(call.key(), call.millis()));
    return first.values().stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  /**
   * The milliseconds that polls of that time came later than an interval after the call before; of
   * tasks that still wait for theirs at its end, what it is by then.
   *
   * @param tasks how many there are, each due for a poll before that time began
   */
  Sample lateness(long from, long to, long interval, int tasks) {
    Sample lateness = new Sample();
    Map<String, Long> before = new HashMap<>();
    for (Call call : all) {
      if (call.millis() > to) {
        break;
      }
      Long previous = before.put(call.key(), call.millis());
      if (previous != null && call.millis() >= from) {
        lateness.add(call.millis() - previous - interval);
      }
    }
    before.values().stream()
        .mapToLong(millis -> to - millis - interval)
        .filter(late -> late > 0)
        .forEach(lateness::add);
    for (int n = before.size(); n < tasks; n++) {
      lateness.add(to - from);
    }
    return lateness;
  }

  private record Call(boolean create, long millis, String key) {
    static Call of(String line) {
      String[] words = line.split(" ");
      return new Call(words[0].equals("S"), Long.parseLong(words[1]), words[2]);
    }
  }
}
