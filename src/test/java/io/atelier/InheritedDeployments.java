package io.atelier;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.client.deployment.Deployment;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentScenario;
import org.jboss.arquillian.container.spi.event.ContainerMultiControlEvent;
import org.jboss.arquillian.container.spi.event.DeployManagedDeployments;
import org.jboss.arquillian.container.spi.event.UnDeployManagedDeployments;
import org.jboss.arquillian.container.test.impl.client.deployment.event.GenerateDeployment;
import org.jboss.arquillian.core.api.Event;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.annotation.ClassScoped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * What a class of tests inherits its deployment from is deployed once, and stays for the next that
 * inherits the same: to deploy takes six seconds, which is more than most of them do.
 */
public final class InheritedDeployments implements LoadableExtension {
  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Once.class);
  }

  /** The class whose deployment that is, if it is another's. */
  private static Optional<Class<?>> baseOf(Class<?> test) {
    return Stream.<Class<?>>iterate(test.getSuperclass(), c -> c != null, Class::getSuperclass)
        .filter(InheritedDeployments::deploys)
        .findFirst();
  }

  private static boolean deploys(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(
            m -> m.isAnnotationPresent(org.jboss.arquillian.container.test.api.Deployment.class));
  }

  /**
   * By {@code @Order}, as usual; then those that inherit the same one after the other, and before
   * those with deployments of their own, so that none is left beside what is tested after them.
   */
  public static final class Together implements ClassOrderer {
    private static final Comparator<ClassDescriptor> ORDER =
        Comparator.comparing(
            (ClassDescriptor test) ->
                baseOf(test.getTestClass())
                    .map(Class::getName)
                    .orElse(deploys(test.getTestClass()) ? "~" : ""));

    @Override
    public void orderClasses(ClassOrdererContext context) {
      context.getClassDescriptors().sort(ORDER);
      new ClassOrderer.OrderAnnotation().orderClasses(context);
    }
  }

  static final class Once {
    @Inject @ClassScoped private InstanceProducer<DeploymentScenario> scenario;
    @Inject private Event<ContainerMultiControlEvent> control;
    private @Nullable Class<?> base;
    private @Nullable DeploymentScenario deployed;

    public void generate(@Observes EventContext<GenerateDeployment> context) {
      Class<?> wanted = baseOf(context.getEvent().getTestClass().getJavaClass()).orElse(null);
      if (deployed != null) {
        scenario.set(deployed);
        if (base == wanted) {
          return;
        }
        base = null;
        deployed = null;
        control.fire(new UnDeployManagedDeployments());
      }
      context.proceed();
      if (wanted != null) {
        base = wanted;
        deployed = scenario.get();
      }
    }

    public void deploy(@Observes EventContext<DeployManagedDeployments> context) {
      if (!scenario.get().deployments().stream().allMatch(Deployment::isDeployed)) {
        context.proceed();
      }
    }

    public void undeploy(@Observes EventContext<UnDeployManagedDeployments> context) {
      if (scenario.get() != deployed) {
        context.proceed();
      }
    }
  }
}
