package io.atelier.media.poster;

import org.jspecify.annotations.Nullable;

/**
 * A glTF metallic-roughness material.
 *
 * @param color factor of the base colour, linear, with opacity
 * @param emissive factor of its own light, linear
 */
record Surface(
    float[] color,
    float metallic,
    float roughness,
    float[] emissive,
    @Nullable Texture baseColor,
    @Nullable Texture orm,
    @Nullable Texture normal,
    @Nullable Texture glow) {}
