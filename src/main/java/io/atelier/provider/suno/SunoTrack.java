package io.atelier.provider.suno;

import io.atelier.provider.remote.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A finished track. Never its stream, which still grows.
 *
 * @param seconds how long it is said to be
 */
record SunoTrack(String url, Optional<BigDecimal> seconds) {
  private static final BigDecimal SHORT_COUNTS = new BigDecimal("4");
  private static final BigDecimal UNTOLD = new BigDecimal("1000");

  /** The tracks of a task that are finished, the one that fits best first. */
  static List<SunoTrack> finished(Fields task, BigDecimal wanted) {
    List<Fields> items = new ArrayList<>(task.objects("response"));
    task.object("response")
        .ifPresent(
            response -> {
              items.addAll(response.objects("sunoData"));
              items.addAll(response.objects("data"));
            });
    return items.stream()
        .flatMap(
            item ->
                item.text("audioUrl", "audio_url").stream()
                    .map(url -> new SunoTrack(url, item.number("duration"))))
        .sorted(Comparator.comparing(track -> track.missBy(wanted)))
        .toList();
  }

  // What is too long is cut, what is too short stays so.
  private BigDecimal missBy(BigDecimal wanted) {
    return seconds
        .map(is -> is.subtract(wanted))
        .map(over -> over.signum() >= 0 ? over : over.negate().multiply(SHORT_COUNTS))
        .orElse(UNTOLD);
  }
}
