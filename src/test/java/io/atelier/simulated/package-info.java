/**
 * The providers over the network, simulated: servers that speak their protocols as their public
 * pages describe them, keep tasks, books and results that expire, deliver real media, and fail on
 * request ({@link io.atelier.simulated.SimulatedTags}).
 */
@NullMarked
package io.atelier.simulated;

import org.jspecify.annotations.NullMarked;
