package io.atelier.provider.remote;

import io.atelier.egress.Destination;
import io.atelier.egress.EgressClient;
import io.atelier.egress.EgressException;
import io.atelier.egress.EgressHead;
import io.atelier.provider.ResultTooLargeException;
import io.atelier.provider.Workspace;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fetching of one result; used by one thread.
 *
 * @param end by {@link System#nanoTime()}
 */
record Transfer(
    EgressClient egress,
    RemoteSettings provider,
    UnlistedHosts unlisted,
    Duration silence,
    long end,
    Workspace workspace) {
  private static final int MOST_REDIRECTS = 5;
  private static final Fetched WRONG =
      new Fetched.Wrong("the result is at no address of the provider's");

  Fetched fetch(String url, int tries) {
    try (Download download = new Download(workspace)) {
      Fetched last = new Fetched.Later("it was not tried");
      for (int n = 0; n < tries && !over(); n++) {
        Step step = follow(ResultAddress.encoded(url), download);
        last = step.came();
        if (!(last instanceof Fetched.Later) || step.isFinal()) {
          return last;
        }
      }
      return last;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ResultTooLargeException tooLarge) {
        return new Fetched.TooLarge(String.valueOf(tooLarge.getMessage()));
      }
      throw e;
    }
  }

  private boolean over() {
    return System.nanoTime() - end >= 0;
  }

  private Step follow(String url, Download download) {
    Origins origins = new Origins(provider.resultHosts());
    String at = url;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      Optional<Destination> destination = egress.destination(at);
      if (destination.isEmpty() || !origins.contain(destination.get().host())) {
        return Step.last(
            destination.filter(Transfer::mayBeListed).map(this::unlisted).orElse(WRONG));
      }
      Step step = step(destination.get(), download);
      if (step.next() == null) {
        return step;
      }
      at = resolved(at, ResultAddress.encoded(step.next()));
    }
    return Step.last(new Fetched.Wrong("the result's address leads nowhere"));
  }

  // Paid for, and perhaps only moved: it waits for the operator, who may add the host.
  private Fetched unlisted(Destination destination) {
    return unlisted.later(destination.host(), provider);
  }

  private static boolean mayBeListed(Destination destination) {
    return destination.url().toLowerCase(Locale.ROOT).startsWith("https:")
        && ResultAddress.isName(destination.host());
  }

  private static String resolved(String base, String location) {
    try {
      return URI.create(base).resolve(location).toString();
    } catch (IllegalArgumentException e) {
      return location;
    }
  }

  private Step step(Destination destination, Download download) {
    long left = Math.max(1, end - System.nanoTime());
    Head seen = new Head();
    try {
      egress.get(
          destination,
          headers(download),
          head -> {
            seen.head = head;
            return download.begin(head);
          },
          Long.MAX_VALUE,
          silence,
          Duration.ofNanos(left));
    } catch (EgressException e) {
      return Step.of(
          e.reason() == EgressException.Reason.REFUSED
              ? new Fetched.Wrong(String.valueOf(e.getMessage()))
              : new Fetched.Later(String.valueOf(e.getMessage())));
    }
    return came(seen.head, download);
  }

  private static Step came(@Nullable EgressHead head, Download download) {
    if (head == null) {
      return Step.of(new Fetched.Later("there was no answer"));
    }
    int status = head.status();
    if (status >= 300 && status < 400 && head.location().isPresent()) {
      return new Step(new Fetched.Wrong(""), head.location().get(), false);
    }
    return Step.of(
        switch (status) {
          case 200, 206 -> download.whole();
          case 403, 404, 410 -> new Fetched.Gone(status);
          // Of the moment, of the way there or of what is configured: not of the result.
          case 202, 401, 408, 409, 416, 425, 429, 451 -> later(status);
          default ->
              status >= 500
                  ? later(status)
                  : new Fetched.Wrong("HTTP " + status + " in place of the result");
        });
  }

  private static Fetched later(int status) {
    return new Fetched.Later("HTTP " + status + " in place of the result");
  }

  private Map<String, String> headers(Download download) {
    Map<String, String> headers = new HashMap<>();
    headers.put("User-Agent", provider.userAgent());
    headers.put("Accept", "*/*");
    headers.putAll(download.resuming());
    return headers;
  }

  private static final class Head {
    private @Nullable EgressHead head;
  }

  /**
   * One answer.
   *
   * @param next where it is instead, or null
   * @param isFinal whether another try right now would come to the same
   */
  private record Step(Fetched came, @Nullable String next, boolean isFinal) {
    static Step of(Fetched came) {
      return new Step(came, null, false);
    }

    static Step last(Fetched came) {
      return new Step(came, null, true);
    }
  }
}
