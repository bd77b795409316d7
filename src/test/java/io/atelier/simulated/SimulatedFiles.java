package io.atelier.simulated;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the simulated providers keep for their callers, at signed addresses that expire; ranges are
 * served, and {@link SimulatedTags} say what goes wrong: {@code corrupt_file corrupt_body
 * empty_file wrong_mime url_expired download_flaky truncate}. A body is what is behind a header
 * that is intact.
 */
public final class SimulatedFiles {
  /** What every format is known by is in these first bytes. */
  private static final int HEADER = 64;

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final SimulatedTime time;

  /** Files that expire by that time. */
  public SimulatedFiles(SimulatedTime time) {
    this.time = time;
  }

  /** Keeps a file for so long; answers its address. */
  public String keep(
      URI base, SimulatedMedia.File file, SimulatedTags tags, boolean firstAddress, Duration life) {
    return address(base, new Kept(file, tags, firstAddress, time.instant()), life);
  }

  private String address(URI base, Kept file, Duration life) {
    String token = UUID.randomUUID().toString();
    kept.put(token, file);
    Instant end = time.instant().plus(life);
    return "%s/cdn/%s/file.%s?Expires=%d&Signature=%s"
        .formatted(base, token, file.file.extension(), end.getEpochSecond(), token.hashCode());
  }

  /** Another address of what was kept at that one, if it is not kept for longer than that yet. */
  Optional<String> again(URI base, String url, Duration longest, Duration life) {
    return token(url)
        .map(kept::get)
        .filter(file -> !file.tags.has("no_other_url"))
        .filter(file -> time.instant().isBefore(file.since.plus(longest)))
        .map(file -> address(base, new Kept(file.file, file.tags, false, file.since), life));
  }

  /** What is kept at that address. */
  Optional<SimulatedMedia.File> kept(String url) {
    return token(url).map(kept::get).map(Kept::file);
  }

  /** Whether something is kept at that address. */
  boolean isKept(String url) {
    return token(url).filter(kept::containsKey).isPresent();
  }

  private static Optional<String> token(String url) {
    String[] path = String.valueOf(URI.create(url).getPath()).split("/");
    return path.length > 2 ? Optional.of(path[2]) : Optional.empty();
  }

  Reply answer(Call call) {
    Optional<Kept> found = Optional.ofNullable(kept.get(call.path().split("/")[1]));
    Instant end = Instant.ofEpochSecond(Long.parseLong(call.query().getOrDefault("Expires", "0")));
    if (found.isEmpty()
        || time.instant().isAfter(end)
        || (found.get().firstAddress && found.get().tags.has("url_expired"))
        || found.get().tags.has("url_dead")) {
      return Reply.text(
          403,
          "application/xml",
          "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>Request has expired"
              + "</Message></Error>");
    }
    return found.get().served(call);
  }

  private record Kept(
      SimulatedMedia.File file,
      SimulatedTags tags,
      boolean firstAddress,
      Instant since,
      AtomicInteger visits) {
    Kept(SimulatedMedia.File file, SimulatedTags tags, boolean firstAddress, Instant since) {
      this(file, tags, firstAddress, since, new AtomicInteger());
    }

    Reply served(Call call) {
      int before = visits.getAndIncrement();
      byte[] bytes = file.bytes();
      if (tags.has("empty_file")) {
        bytes = new byte[0];
      } else if (tags.has("corrupt_file")) {
        bytes = damagedFrom(0, bytes);
      } else if (tags.has("corrupt_body")) {
        bytes = damagedFrom(HEADER, bytes);
      } else if (tags.has("wrong_mime")) {
        return Reply.text(200, "text/html", "<!DOCTYPE html><title>Sign in</title>");
      }
      Reply whole = ranged(call, bytes);
      boolean broken = tags.has("truncate") || tags.at("download_flaky", before);
      return broken ? whole.truncatedTo(whole.body().length / 2) : whole;
    }

    private static byte[] damagedFrom(int first, byte[] bytes) {
      byte[] damaged = bytes.clone();
      for (int i = first; i < damaged.length; i += 3) {
        damaged[i] ^= 0x55;
      }
      return damaged;
    }

    private Reply ranged(Call call, byte[] bytes) {
      String tag = "\"" + Integer.toHexString(Arrays.hashCode(bytes)) + "\"";
      String range = call.headers().getOrDefault("range", "");
      if (range.matches("bytes=\\d+-") && tag.equals(call.headers().get("if-range"))) {
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        byte[] rest = Arrays.copyOfRange(bytes, from, bytes.length);
        return Reply.bytes(206, file.mimeType(), rest)
            .with("ETag", tag)
            .with(
                "Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
      }
      return Reply.bytes(200, file.mimeType(), bytes).with("ETag", tag);
    }
  }
}
