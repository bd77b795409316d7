package io.atelier;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * A class of tests whose servers nobody else uses, so that it runs beside the tests of the server
 * that the build started: it waits most of its time, for servers that start or stop.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = OwnServers.OneTestAtATime.class)
public @interface OwnServers {
  /** A lock of the class's own: JUnit then runs its methods one after the other. */
  final class OneTestAtATime implements ResourceLocksProvider {
    @Override
    public Set<Lock> provideForClass(Class<?> type) {
      return Set.of(new Lock(type.getName(), ResourceAccessMode.READ_WRITE));
    }
  }
}
