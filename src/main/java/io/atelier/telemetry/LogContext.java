package io.atelier.telemetry;

import com.ibm.websphere.logging.hpel.LogRecordContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose work a thread does, on every line that it logs meanwhile: in JSON as {@code ext_tenant},
 * {@code ext_job} and {@code ext_trace}.
 */
public final class LogContext {
  private static final Whose NOBODY = new Whose(null, null, null);
  private static final ThreadLocal<@Nullable Whose> CURRENT = new ThreadLocal<>();

  private LogContext() {}

  /** Works on a job. */
  public static void onJob(String tenant, String job, Trace trace, Runnable work) {
    Scope scope = enter(new Whose(tenant, job, trace));
    try {
      work.run();
    } finally {
      scope.close();
    }
  }

  /** Works for several at once, whosever thread it is. */
  public static <T> T forNobody(Supplier<T> work) {
    Scope scope = enter(NOBODY);
    try {
      return work.get();
    } finally {
      scope.close();
    }
  }

  /** From now on this thread answers a request that is part of a trace, or of none. */
  static Scope request(@Nullable Trace trace) {
    return enter(new Whose(null, null, trace));
  }

  /** It turned out for which tenant. */
  public static void tenant(String tenant) {
    Whose now = CURRENT.get();
    if (now != null) {
      show(new Whose(tenant, now.job(), now.trace()));
    }
  }

  /** The trace that this thread works in; null if in none. */
  public static @Nullable Trace trace() {
    Whose now = CURRENT.get();
    return now == null ? null : now.trace();
  }

  private static Scope enter(Whose whose) {
    Whose before = CURRENT.get();
    show(whose);
    return () -> show(before);
  }

  private static void show(@Nullable Whose whose) {
    CURRENT.set(whose);
    put("tenant", whose == null ? null : whose.tenant());
    put("job", whose == null ? null : whose.job());
    put("trace", whose == null || whose.trace() == null ? null : whose.trace().id());
  }

  private static void put(String name, @Nullable String value) {
    if (value == null) {
      LogRecordContext.removeExtension(name);
    } else {
      LogRecordContext.addExtension(name, value);
    }
  }

  /** Ends what was entered, in the same thread. */
  @FunctionalInterface
  interface Scope {
    void close();
  }

  private record Whose(@Nullable String tenant, @Nullable String job, @Nullable Trace trace) {}
}
