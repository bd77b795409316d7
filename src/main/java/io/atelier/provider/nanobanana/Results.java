package io.atelier.provider.nanobanana;

import io.atelier.provider.Workspace;
import io.atelier.provider.remote.Envelope;
import io.atelier.provider.remote.Fetched;
import io.atelier.provider.remote.Outcomes;
import io.atelier.provider.remote.ResultDownload;
import jakarta.json.Json;
import java.util.Optional;

/**
 * Fetches results: their addresses live for a day, they themselves for fourteen, in which the
 * provider gives another address for a dead one.
 */
record Results(NanoBananaSettings settings, NanoBananaCalls calls, ResultDownload downloads) {

  Fetched fetch(String url, Workspace workspace) {
    Fetched first = downloads.fetch(url, workspace, settings.remote());
    return first instanceof Fetched.Gone
        ? another(url)
            .map(address -> downloads.fetch(address, workspace, settings.remote()))
            .orElse(first)
        : first;
  }

  private Optional<String> another(String url) {
    String body = Json.createObjectBuilder().add("url", url).build().toString();
    return Outcomes.of(
        () -> calls.downloadUrl(body),
        answer -> address(new Envelope(answer)),
        failed -> Optional.<String>empty());
  }

  private static Optional<String> address(Envelope answer) {
    return answer.isOk() ? answer.body().flatMap(body -> body.text("data")) : Optional.empty();
  }
}
