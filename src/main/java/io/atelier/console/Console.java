package io.atelier.console;

import io.atelier.generation.ProviderOverview;
import io.atelier.generation.ProviderSwitches;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.Providers;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ContextServiceDefinition;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/** Brings the MBeans to the server while the application runs. */
@ContextServiceDefinition(
    name = Console.CONTEXT,
    propagated = ContextServiceDefinition.APPLICATION,
    // Who calls stays who calls.
    unchanged = ContextServiceDefinition.ALL_REMAINING)
@Singleton
@Startup
@DependsOn("Launch")
@TransactionManagement(TransactionManagementType.BEAN)
public class Console {
  static final String CONTEXT = "java:module/concurrent/console";

  private static final Logger LOG = System.getLogger(Console.class.getName());

  @Resource(lookup = CONTEXT)
  ContextService context;

  @Inject AdmissionConsole admission;
  @Inject Providers providers;
  @Inject ProviderOverview overview;
  @Inject ProviderSwitches switches;
  @Inject LogAudit audit;

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final List<ObjectName> registered = new ArrayList<>();
  private @Nullable LogConsole log;

  @PostConstruct
  void register() {
    register("type=Admission", AdmissionMXBean.class, admission);
    log = new LogConsole(audit);
    register("type=Log", LogMXBean.class, log);
    for (ProviderAdapter provider : providers.all()) {
      register(
          "type=Provider,name=" + provider.name(),
          ProviderMXBean.class,
          new ProviderConsole(provider.name(), overview, switches));
    }
  }

  // Called on a thread that knows nothing of the application, nor of its database.
  private <T> void register(String name, Class<T> type, T bean) {
    try {
      ObjectName object = new ObjectName("io.atelier:" + name);
      server.registerMBean(
          new StandardMBean(context.createContextualProxy(bean, type), type, true), object);
      registered.add(object);
    } catch (JMException e) {
      // The API does the same, so the application goes on without it.
      LOG.log(Level.WARNING, "The console does not have {0}: {1}", name, e.toString());
    }
  }

  @PreDestroy
  void unregister() {
    for (ObjectName name : registered) {
      try {
        server.unregisterMBean(name);
      } catch (JMException e) {
        LOG.log(Level.DEBUG, "The console has {0} no more", name);
      }
    }
    if (log != null) {
      log.close();
    }
  }
}
