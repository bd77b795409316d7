package io.atelier.storage;

/**
 * What was under a key and was taken away, to be put back or removed for good.
 *
 * @param id tells it from whatever else was withdrawn from under the same key
 */
public record WithdrawnAsset(StorageKey key, String id) {}
