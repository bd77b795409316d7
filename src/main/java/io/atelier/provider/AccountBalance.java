package io.atelier.provider;

import java.math.BigDecimal;

/**
 * Tells operators how the account with a provider stands; implemented by the adapters whose
 * providers have one. It costs nothing.
 */
public interface AccountBalance {

  /** Asks the provider. */
  Balance balance();

  /** What it answers. */
  sealed interface Balance {

    /**
     * It answers, and takes the key.
     *
     * @param unit what the amount counts, like credits
     */
    record Left(BigDecimal amount, String unit) implements Balance {}

    /** It does not answer, or not with a balance. */
    record Unclear(FailureClass failure, String reason) implements Balance {}
  }
}
