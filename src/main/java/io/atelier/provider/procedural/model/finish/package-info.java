/** What models are made of: metals, lacquers, woods, cloths and prints, as maps for PBR. */
@NullMarked
package io.atelier.provider.procedural.model.finish;

import org.jspecify.annotations.NullMarked;
