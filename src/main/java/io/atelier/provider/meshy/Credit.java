package io.atelier.provider.meshy;

import io.atelier.provider.AccountBalance.Balance;
import io.atelier.provider.FailureClass;
import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.ApiKey;
import io.atelier.provider.remote.Outcomes;
import io.atelier.provider.remote.ProviderWords;

/** What is left on the account. */
record Credit(ApiKey key, MeshyCalls calls) {

  Balance balance() {
    return Outcomes.of(
        calls::balance,
        this::read,
        failed -> new Balance.Unclear(failed.failure(), failed.message()));
  }

  private Balance read(Answer answer) {
    if (answer.isSuccess()) {
      return answer
          .body()
          .flatMap(body -> body.number("balance"))
          .<Balance>map(left -> new Balance.Left(left, "credits"))
          .orElseGet(
              () -> new Balance.Unclear(FailureClass.TRANSIENT, "the answer cannot be read"));
    }
    String words = answer.body().flatMap(body -> body.text("message")).orElse("");
    return new Balance.Unclear(
        Codes.ofRefusal(answer, Way.PREVIEW), ProviderWords.shown(words, key));
  }
}
