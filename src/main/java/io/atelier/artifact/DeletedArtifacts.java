package io.atelier.artifact;

/** How many artifacts are gone. */
public record DeletedArtifacts(int deleted) {}
