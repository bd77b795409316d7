/**
 * Requests read strictly and lists cut into pages; stable names of failures and their HTTP form
 * (RFC 9457 problem details).
 */
@NullMarked
package io.atelier.problem;

import org.jspecify.annotations.NullMarked;
