package io.atelier.tenant;

/**
 * What this node remembers of tenants' settings, so that it need not ask for every request.
 * Implemented, as a CDI bean, by each feature that remembers any; all of them are read again each
 * second, and at once when anything is changed anywhere.
 */
public interface RememberedSettings {

  /**
   * Reads what is remembered again: nothing that was asked for before this call is used by what is
   * asked for after it.
   *
   * @throws IllegalStateException if the database does not answer; its last word stands then
   */
  void refresh();
}
