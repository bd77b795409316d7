/** What a workflow may ask for, by name. */
@NullMarked
package io.atelier.skill;

import org.jspecify.annotations.NullMarked;
