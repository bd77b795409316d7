package io.atelier.breakable;

import io.atelier.provider.SubmissionGuarantee;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an account treats a create that it gets a second time. */
public enum Flavour {
  /** The same key is the same task, charged once. */
  REPLAY(SubmissionGuarantee.REPLAY),
  /** A second create is a second task; tasks can be listed, with the client's reference. */
  LOOKUP(SubmissionGuarantee.LOOKUP),
  /** A key that was used is refused with 409. */
  REJECT(SubmissionGuarantee.REJECT),
  /** A key that was used is refused with 409, which names the task it is the key of. */
  REJECT_WITH_ID(SubmissionGuarantee.REJECT),
  /** Every create is a new task, paid again, and there is no list. */
  NONE(SubmissionGuarantee.NONE);

  private final SubmissionGuarantee guarantee;

  Flavour(SubmissionGuarantee guarantee) {
    this.guarantee = guarantee;
  }

  /** What an adapter says of it. */
  SubmissionGuarantee guarantee() {
    return guarantee;
  }

  /** The account of this flavour: {@code replay lookup reject reject-with-id none}. */
  public String account() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name of the provider in the product's configuration. */
  public String provider() {
    return "breakable-" + account();
  }

  static Optional<Flavour> ofAccount(String account) {
    return Arrays.stream(values()).filter(f -> f.account().equals(account)).findFirst();
  }
}
