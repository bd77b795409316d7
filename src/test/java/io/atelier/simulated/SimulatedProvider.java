package io.atelier.simulated;

/** One provider of the {@link SimulatedServer}: whatever begins with its prefix is its own. */
public interface SimulatedProvider {

  /** The first segment of its paths, with a slash before it. */
  String prefix();

  /** Its answer; asked by many threads at once. */
  Reply answer(Call call);

  /** The key that is charged; who finds it elsewhere has found a leak. */
  String key();

  /** What it was asked and charged. */
  SimulatedLedger ledger();
}
