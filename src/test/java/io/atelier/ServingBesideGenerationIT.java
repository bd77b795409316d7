package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * FR-003 beside FR-014: what this machine makes itself is made a few at a time, and assets are
 * served meanwhile.
 */
@Isolated("measures time")
class ServingBesideGenerationIT {
  private static final int ORDERS = 6;

  /** {@code generation.account-cap.procedural} */
  private static final int AT_A_TIME = 2;

  private static final long MEDIAN_MILLIS = 250;
  private static final int READS = 200;

  /** The longest and largest that are made: half a minute's work for a processor. */
  private static final String FILM =
      """
      {"skill":"generate_intro_video_loop",
       "input":{"prompt":"neon city, film %d","duration_seconds":15,"resolution":"1080p"}}
      """;

  @Test
  void assets_are_served_while_more_is_to_be_made_than_fits() {
    AssetCaller caller = AssetCaller.of(LiveServer.newTenant());
    String asset = caller.upload("r", WavFile.of(400, 1)).getString("uri");
    HttpResponse<byte[]> accepted = caller.post("/api/v1/runs/r/steps", steps());
    assertThat(accepted.statusCode()).as(LiveServer.text(accepted)).isEqualTo(202);

    List<Long> nanos = new ArrayList<>();
    int most = 0;
    while (open(caller) > 0) {
      most = Math.max(most, with(caller, "PROCESSING"));
      long begun = System.nanoTime();
      assertThat(caller.get(asset).statusCode()).isEqualTo(200);
      nanos.add(System.nanoTime() - begun);
    }
    assertThat(with(caller, "COMPLETED")).isEqualTo(ORDERS);
    assertThat(most).isBetween(1, AT_A_TIME);
    Collections.sort(nanos);
    assertThat(nanos.get(nanos.size() / 2) / 1_000_000).isLessThan(MEDIAN_MILLIS);
  }

  /** Issue 6: "concurrency capped so that generation never starves serving". */
  @Test
  @Timeout(180)
  void hundreds_are_answered_whole_before_two_films_are_made() {
    AssetCaller caller = AssetCaller.of(LiveServer.newTenant());
    byte[] sound = WavFile.of(1_000_000, 7);
    String asset = caller.upload("r", sound).getString("uri");
    List<String> films = Stream.of(1, 2).map(number -> ordered(caller, number)).toList();
    try {
      while (with(caller, "PROCESSING") < 2) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      for (int i = 0; i < READS; i++) {
        HttpResponse<byte[]> read = caller.get(asset);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(sound);
        assertThat(caller.get("/api/v1/jobs?run=r").statusCode()).isEqualTo(200);
      }
      caller.upload("r", WavFile.of(100_000, 8));
      assertThat(with(caller, "PROCESSING")).isEqualTo(2);
    } finally {
      films.forEach(film -> caller.post(film + "/cancel", ""));
    }
  }

  private static String ordered(AssetCaller caller, int number) {
    HttpResponse<byte[]> accepted = caller.post("/api/v1/runs/r/steps", FILM.formatted(number));
    assertThat(accepted.statusCode()).as(LiveServer.text(accepted)).isEqualTo(202);
    return "/api/v1/jobs/" + LiveServer.json(accepted).getString("id");
  }

  private static String steps() {
    return IntStream.range(0, ORDERS)
        .mapToObj(
            i ->
                "{\"skill\":\"generate_texture\",\"input\":{\"prompt\":\"mossy stone %d\",\"size\":2048}}"
                    .formatted(i))
        .collect(Collectors.joining(",", "{\"steps\":[", "]}"));
  }

  private static int open(AssetCaller caller) {
    return with(caller, "PENDING") + with(caller, "PROCESSING");
  }

  private static int with(AssetCaller caller, String status) {
    return LiveServer.json(caller.get("/api/v1/jobs?status=" + status))
        .getJsonArray("items")
        .size();
  }
}
