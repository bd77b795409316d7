package io.atelier.tenant;

/** The names of the groups a token may carry; names, because annotations need constants. */
public final class Group {
  /** Asks for media and reads what belongs to the own tenant. */
  public static final String CREATOR = "creator";

  /** Runs the installation: sees every tenant's jobs, costs and usage, never asset bytes. */
  public static final String OPERATOR = "operator";

  private Group() {}
}
