package io.atelier.generation;

import java.util.Locale;

/** What keeps a job in its queue. */
enum WaitingFor {
  /** A slot of its queue. */
  SLOT,
  /** Its provider: an account cap, throttling, an open circuit, a pause. */
  PROVIDER,
  /** A store that can be written. */
  STORAGE;

  /**
   * The one thing that is told of all that may.
   *
   * @param storeOpen whether what it makes could be kept, as this node sees it
   * @param heldBack whether it is not to begin now whatever is free
   * @param slotFree whether its queue has a slot for it
   * @param noRoom whether its provider may have none
   */
  static WaitingFor of(boolean storeOpen, boolean heldBack, boolean slotFree, boolean noRoom) {
    if (!storeOpen) {
      return STORAGE; // another node may be able to take it
    }
    return heldBack || (slotFree && noRoom) ? PROVIDER : SLOT;
  }

  /** The name in JSON. */
  String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
