package io.atelier.provider;

/** Tells the provider to stop a task; implemented by the adapters whose providers can. */
public interface TaskCancellation {

  /** Asks for the end of a task; may be asked again, also when it has come. */
  Cancellation cancel(ProviderHandle handle);

  /** What came of asking. */
  sealed interface Cancellation {

    /**
     * It is stopped, and will deliver nothing.
     *
     * @param charged what it cost all the same
     */
    record Stopped(ProviderCost charged) implements Cancellation {}

    /** It goes on, or is at its end already: it is to be polled. */
    record Refused(String reason) implements Cancellation {}

    /** Nobody knows whether it is stopped: it is to be asked again, or polled. */
    record Unclear(String reason) implements Cancellation {}
  }
}
