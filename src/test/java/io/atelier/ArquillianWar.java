package io.atelier;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The product's own WAR with tests inside, deployed beside the product on a database and a store of
 * its own, its worker off: a test moves jobs by hand.
 */
public final class ArquillianWar {
  private static final String BINDING =
      """
      <web-bnd xmlns="http://websphere.ibm.com/xml/ns/javaee" version="1.2">
        <resource-ref name="jdbc/atelier" binding-name="jdbc/atelierArquillian"/>
        <resource-ref name="jdbc/atelierPrompt" binding-name="jdbc/atelierArquillianPrompt"/>
      </web-bnd>
      """;

  // Over the environment, which says where the product's is: that looks each second what was noted
  // in
  // its own, and would find notes of jobs it does not know.
  private static final String STORE =
      "config_ordinal=500\nasset.storage.dir=${ASSET_STORAGE_DIR}-arquillian\n";

  private ArquillianWar() {}

  /** The WAR with those classes, and those settings over the product's defaults. */
  public static WebArchive with(Map<String, String> settings, Class<?>... classes) {
    String properties =
        settings.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining("\n", STORE, "\n"));
    return ShrinkWrap.create(ZipImporter.class, "atelier-arquillian.war")
        .importFrom(new File(System.getProperty("atelier.war")))
        .as(WebArchive.class)
        .addClasses(classes)
        .addClasses(ArquillianWar.class, EmptyTables.class)
        .addAsWebInfResource(new StringAsset(BINDING), "ibm-web-bnd.xml")
        .addAsLibrary(
            ShrinkWrap.create(JavaArchive.class, "settings.jar")
                .addAsResource(
                    new StringAsset(properties), "META-INF/microprofile-config.properties"))
        .addAsLibrary(jarOf(Assertions.class));
  }

  /**
   * The same for all classes of tests that inherit their deployment from that one: they are
   * deployed once, see {@link InheritedDeployments}.
   */
  public static WebArchive inherited(
      Class<?> base, Map<String, String> settings, Class<?>... classes) {
    List<Class<?>> tests =
        ReflectionSupport.findAllClassesInPackage(
            ArquillianWar.class.getPackageName(),
            base::isAssignableFrom,
            name -> name.endsWith("IT"));
    return with(settings, classes).addClass(base).addClasses(tests.toArray(Class[]::new));
  }

  private static File jarOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
