/**
 * Durable generation jobs: accepted, queued, handed to a provider, polled, failed over, settled.
 */
@NullMarked
package io.atelier.generation;

import org.jspecify.annotations.NullMarked;
