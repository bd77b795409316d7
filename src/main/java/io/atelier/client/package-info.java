/**
 * The API for Java clients: MicroProfile REST Client interfaces of the very types that the server
 * answers with, published as a jar of their own. They have all of its requests but for streams of
 * events, and reports that come whole.
 */
@NullMarked
package io.atelier.client;

import org.jspecify.annotations.NullMarked;
