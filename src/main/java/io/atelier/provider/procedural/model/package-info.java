/**
 * 3D models: props for campaigns, logos and reliefs, built and painted from a prompt or a picture.
 */
@NullMarked
package io.atelier.provider.procedural.model;

import org.jspecify.annotations.NullMarked;
