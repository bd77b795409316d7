/**
 * Nano Banana: the unified jobs API of kie.ai, where one key and one protocol make videos, sounds,
 * images and panoramas; only the inputs of its models differ.
 */
@NullMarked
package io.atelier.provider.nanobanana;

import org.jspecify.annotations.NullMarked;
