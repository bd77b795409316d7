package io.atelier.breakable;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a prompt asks of this provider beside what it describes, as words of their own: {@code
 * tenant:acme slow:2.5 fault:reset-after-accept}; with the name of an account, of that alone:
 * {@code fault@none:reset-after-accept}.
 *
 * @param tenant {@code tenant:} whose it is
 * @param flavour {@code flavour:} another flavour than the account's
 * @param duration {@code slow:} seconds from accept to end
 * @param acceptsAfter {@code accepts-after:} seconds between the request and the accept, which
 *     happens even if the client is gone by then
 * @param size {@code size:} bytes of the result, at least
 * @param cost {@code cost:} what it costs
 * @param faults {@code fault:} in order
 */
record Tags(
    Optional<String> tenant,
    Optional<Flavour> flavour,
    Optional<Duration> duration,
    Optional<Duration> acceptsAfter,
    Optional<Long> size,
    Optional<BigDecimal> cost,
    List<Fault> faults) {

  /**
   * The tags of a prompt that are for an account.
   *
   * @throws IllegalArgumentException if a tag of ours has a value that is none
   */
  static Tags of(String prompt, String account) {
    Words words = new Words(List.of(prompt.split("\\s+")), account);
    return new Tags(
        words.first("tenant"),
        words.first("flavour").map(name -> Flavour.ofAccount(name).orElseThrow(() -> bad(name))),
        words.first("slow").map(Tags::seconds),
        words.first("accepts-after").map(Tags::seconds),
        words.first("size").map(Long::valueOf),
        words.first("cost").map(BigDecimal::new),
        words.all("fault").stream().map(Fault::of).toList());
  }

  static Duration seconds(String text) {
    return Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValueExact());
  }

  private static IllegalArgumentException bad(String value) {
    return new IllegalArgumentException("no such flavour: " + value);
  }

  private record Words(List<String> words, String account) {
    Optional<String> first(String tag) {
      return all(tag).stream().findFirst();
    }

    List<String> all(String tag) {
      List<String> values = new ArrayList<>();
      for (String word : words) {
        for (String prefix : List.of(tag + ":", tag + "@" + account + ":")) {
          if (word.startsWith(prefix)) {
            values.add(word.substring(prefix.length()));
          }
        }
      }
      return values;
    }
  }
}
