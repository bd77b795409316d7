package io.atelier.provider.remote;

import java.util.Optional;

/**
 * An answer as {@code {code,msg,data}}: its code counts, not the HTTP status, which is mostly 200;
 * where there is no code, as on a proxy's page, the status is it.
 */
public record Envelope(Answer answer) {

  /** Whether it has a code of its own. */
  public boolean isReadable() {
    return answer.body().flatMap(body -> body.text("code")).isPresent();
  }

  /** Whether it says that all is well. */
  public boolean isOk() {
    return answer.isSuccess() && isReadable() && code().equals("200");
  }

  /** Whether it says that nothing was accepted: a 4xx, whatever page it comes with, does. */
  public boolean refuses() {
    return isReadable() ? !isOk() : !answer.isSuccess();
  }

  /** Its code, or the status. */
  public String code() {
    return answer.body().flatMap(body -> body.text("code")).orElse(String.valueOf(answer.status()));
  }

  /** What it says about it. */
  public String message() {
    return answer
        .body()
        .flatMap(body -> body.text("msg", "message"))
        .orElseGet(() -> "HTTP " + answer.status() + (page() ? "" : " " + answer.text()));
  }

  private boolean page() {
    return answer.text().stripLeading().startsWith("<");
  }

  /** What it is about, where that is an object. */
  public Optional<Fields> data() {
    return answer.body().flatMap(body -> body.object("data"));
  }

  /** All of it, where the data are no object. */
  public Optional<Fields> body() {
    return answer.body();
  }
}
