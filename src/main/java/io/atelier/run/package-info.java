/** Runs of a workflow, their steps, and each step's debug output. */
@NullMarked
package io.atelier.run;

import org.jspecify.annotations.NullMarked;
