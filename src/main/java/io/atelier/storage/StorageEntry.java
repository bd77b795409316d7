package io.atelier.storage;

/** What a store has: something published, or something that it should not have. */
public sealed interface StorageEntry permits StoredAsset, StrayEntry {}
