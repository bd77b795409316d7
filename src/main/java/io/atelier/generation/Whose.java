package io.atelier.generation;

import java.util.List;

/**
 * Some providers.
 *
 * @param those these, the nearest deadline first; else all others, the longest due first
 */
record Whose(List<String> providers, boolean those) {}
