package io.atelier.media;

import java.nio.ByteBuffer;

/**
 * The binary chunk of a GLB.
 *
 * @param mapped its first two gigabytes, little-endian
 */
record GlbChunk(long length, ByteBuffer mapped) {}
