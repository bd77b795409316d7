package io.atelier.egress;

import java.io.OutputStream;
import java.util.Optional;

/** Decides what becomes of an answer's body once its head is there. */
public interface EgressReceiver {

  /** Where the body is written to as it comes, left open; empty if it is not wanted. */
  Optional<OutputStream> begin(EgressHead head);
}
