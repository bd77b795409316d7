package io.atelier.tenant;

/**
 * Whether a tenant is kept out: the document {@code access} of its settings.
 *
 * @param closed whether its tokens and signed URLs are refused
 */
public record Access(boolean closed) {}
