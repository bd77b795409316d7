/**
 * What the adapters of providers over the network share: exchanges whose outcome is told apart,
 * failure tables, the price book, and the fetching of results.
 */
@NullMarked
package io.atelier.provider.remote;

import org.jspecify.annotations.NullMarked;
