package io.atelier.provider;

/**
 * One create call to be made.
 *
 * @param key the same for every repetition of this one create, different for any other
 * @param request what to make
 * @param workspace where an adapter that makes it at once puts it
 */
public record Submission(String key, GenerationRequest request, Workspace workspace) {}
