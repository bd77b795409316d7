/** What tenants' generations cost: the ledger. */
@NullMarked
package io.atelier.cost;

import org.jspecify.annotations.NullMarked;
