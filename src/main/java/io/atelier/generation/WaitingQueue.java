package io.atelier.generation;

/** A queue with jobs waiting, and how many slots it holds. */
record WaitingQueue(QueueKey key, int running) {}
