package io.atelier.generation;

/**
 * That a job is to be made once more, as clients say it.
 *
 * @param acceptPossibleCharge whether it may be paid for twice
 */
public record RetryRequest(boolean acceptPossibleCharge) {}
