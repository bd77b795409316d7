package io.atelier;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.atelier.provider.remote.ExchangeGuard;
import io.atelier.tenant.OnAllNodes;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.io.File;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Clock;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.NullMarked;
import org.w3c.dom.NodeList;

@AnalyzeClasses(packages = "io.atelier", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.atelier";
  private static final String PERSISTENCE_UNIT = "/META-INF/persistence.xml";

  /** The design's table of packages: each may use those named, and nothing else of Atelier. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry(
              "skill",
              Set.of("generation", "provider", "artifact", "cost", "run", "tenant", "problem")),
          entry(
              "generation",
              Set.of(
                  "provider",
                  "fitting",
                  "media",
                  "artifact",
                  "storage",
                  "cost",
                  "run",
                  "event",
                  "tenant",
                  "telemetry",
                  "timer",
                  "problem")),
          entry(
              "fitting",
              Set.of(
                  "provider",
                  "artifact",
                  "media",
                  "media.codec",
                  "media.measure",
                  "media.poster",
                  "problem")),
          entry(
              "client",
              Set.of("artifact", "cost", "event", "generation", "problem", "skill", "tenant")),
          entry(
              "cost", Set.of("provider", "storage", "run", "event", "tenant", "timer", "problem")),
          entry(
              "artifact",
              Set.of(
                  "media",
                  "media.measure",
                  "storage",
                  "run",
                  "event",
                  "tenant",
                  "timer",
                  "problem")),
          entry("provider", Set.of("media", "egress", "problem")),
          entry("provider.remote", Set.of("provider", "media", "egress", "problem")),
          entry("provider.nanobanana", Set.of("provider", "provider.remote", "media", "problem")),
          entry("provider.suno", Set.of("provider", "provider.remote", "media", "problem")),
          entry("provider.meshy", Set.of("provider", "provider.remote", "media", "problem")),
          entry(
              "provider.procedural",
              Set.of(
                  "provider",
                  "provider.procedural.music",
                  "provider.procedural.sound",
                  "provider.procedural.model",
                  "provider.procedural.picture",
                  "provider.procedural.prompt",
                  "provider.procedural.sky",
                  "provider.procedural.texture",
                  "provider.procedural.video",
                  "media.codec")),
          entry(
              "provider.procedural.music",
              Set.of("media.codec", "provider.procedural.prompt", "provider.procedural.sound")),
          entry(
              "provider.procedural.model",
              Set.of(
                  "media",
                  "provider.procedural.model.finish",
                  "provider.procedural.model.mesh",
                  "provider.procedural.prompt")),
          entry(
              "provider.procedural.model.finish",
              Set.of("provider.procedural.prompt", "provider.procedural.texture")),
          entry("provider.procedural.model.mesh", Set.of()),
          entry(
              "provider.procedural.picture",
              Set.of(
                  "media",
                  "provider.procedural.prompt",
                  "provider.procedural.sky",
                  "provider.procedural.texture")),
          entry(
              "provider.procedural.sky",
              Set.of("provider.procedural.prompt", "provider.procedural.texture")),
          entry("provider.procedural.prompt", Set.of()),
          entry("provider.procedural.sound", Set.of("provider.procedural.prompt")),
          entry("provider.procedural.texture", Set.of("provider.procedural.prompt")),
          entry(
              "provider.procedural.video",
              Set.of(
                  "media",
                  "media.codec",
                  "provider.procedural.prompt",
                  "provider.procedural.texture")),
          entry("run", Set.of("tenant", "problem")),
          entry("event", Set.of("egress", "tenant", "timer", "problem")),
          entry("media", Set.of("media.codec", "problem")),
          entry("media.codec", Set.of("media.codec.child")),
          entry("media.codec.child", Set.of()),
          entry("media.measure", Set.of("media", "media.codec")),
          entry("media.poster", Set.of()),
          entry("storage", Set.of("timer", "problem")),
          entry("egress", Set.of("problem")),
          entry("tenant", Set.of("telemetry", "problem")),
          entry("telemetry", Set.of()),
          entry("timer", Set.of()),
          entry("console", Set.of("generation", "provider", "tenant")),
          entry("problem", Set.of()));

  /** Who writes files that the store handed out to be written, and who keeps key files. */
  private static final Set<String> WRITERS =
      Set.of(
          ROOT + ".artifact.DurableWrites",
          ROOT + ".artifact.DurableChunks",
          ROOT + ".media.ByteReader",
          ROOT + ".media.codec.CodecHome",
          ROOT + ".media.codec.child.Main",
          ROOT + ".media.poster.ModelPoster",
          ROOT + ".provider.procedural.model.Glb",
          ROOT + ".provider.procedural.sky.SkySynthesizer",
          ROOT + ".provider.procedural.texture.Png",
          ROOT + ".provider.procedural.sound.Wav",
          ROOT + ".tenant.DevelopmentIssuer");

  /** Who has files of its own that are neither assets nor keys: programs to run. */
  private static final Set<String> TOOL_ROOMS =
      Set.of(ROOT + ".media.codec.CodecHome", ROOT + ".media.codec.CodecProcess");

  private static final List<String> NAMES_THAT_SAY_NOTHING =
      List.of(
          "Util", "Utils", "Helper", "Manager", "Impl", "Dto", "DTO", "Service", "Handler", "Data",
          "Info");

  @ArchTest
  void every_package_is_on_the_map(JavaClasses classes) {
    Set<String> packages = new TreeSet<>();
    classes.forEach(type -> packages.add(feature(type)));
    packages.removeAll(MAY_USE.keySet());
    assertThat(packages).containsExactly("");
  }

  @ArchTest
  void dependencies_go_only_where_the_map_allows(JavaClasses classes) {
    classes().should(dependOnlyOnWhatTheMapAllows()).check(classes);
  }

  @ArchTest
  void the_description_knows_all_that_is_answered_when_it_holds_on_all_nodes(JavaClasses classes) {
    assertThat(
            classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(OnAllNodes.class))
                .map(method -> method.getAnnotationOfType(Operation.class).operationId()))
        .containsExactlyInAnyOrderElementsOf(ApiDescription.ON_ALL_NODES);
  }

  @ArchTest
  void every_package_says_its_role_and_is_null_marked(JavaClasses classes) {
    Set<JavaPackage> packages = new TreeSet<>(Comparator.comparing(JavaPackage::getName));
    classes.forEach(type -> packages.add(type.getPackage()));
    assertThat(packages).allMatch(p -> p.isAnnotatedWith(NullMarked.class));
  }

  @ArchTest
  void no_class_has_a_name_that_says_nothing(JavaClasses classes) {
    assertThat(classes)
        .filteredOn(
            type ->
                type.getSimpleName().startsWith("Abstract")
                    || NAMES_THAT_SAY_NOTHING.stream().anyMatch(type.getSimpleName()::endsWith))
        .isEmpty();
  }

  @ArchTest
  void only_the_store_and_the_key_files_name_a_path(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".storage", ROOT + ".tenant")
        .and(are(not(named(TOOL_ROOMS))))
        .should()
        .accessTargetWhere(calls("name a path", Path.class, "of", "resolve", "resolveSibling"))
        .orShould()
        .accessTargetWhere(calls("name a path", Paths.class, "get"))
        .orShould()
        .accessTargetWhere(
            calls("name a path", Files.class, "createTempFile", "createTempDirectory"))
        .orShould()
        .accessTargetWhere(calls("name a path", File.class, "<init>", "createTempFile"))
        .because("storage hands out staging files and publishes them; nothing else names a path")
        .check(classes);
  }

  @ArchTest
  void only_the_store_and_those_who_write_staged_files_change_files(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".storage")
        .and(are(not(named(WRITERS))))
        .should()
        .accessTargetWhere(
            calls(
                "change a file",
                Files.class,
                "move",
                "copy",
                "delete",
                "deleteIfExists",
                "newOutputStream",
                "newBufferedWriter",
                "write",
                "writeString",
                "createFile",
                "createDirectory",
                "createDirectories",
                "createLink",
                "createSymbolicLink",
                "setLastModifiedTime",
                "setAttribute",
                "setPosixFilePermissions"))
        .orShould()
        .accessTargetWhere(calls("open a file", FileChannel.class, "open"))
        .orShould()
        .accessTargetWhere(calls("open a file", Files.class, "newByteChannel"))
        .orShould()
        .dependOnClassesThat(
            are(
                named(
                    Set.of(
                        "java.io.FileOutputStream",
                        "java.io.FileWriter",
                        "java.io.RandomAccessFile"))))
        .because("what lies in the store changes in one place only")
        .check(classes);
  }

  private static DescribedPredicate<JavaClass> named(Set<String> names) {
    return describe("named " + names, type -> names.contains(type.getName()));
  }

  @ArchTest
  void nothing_sleeps(JavaClasses classes) {
    noClasses()
        .should()
        .accessTargetWhere(calls("sleep", Thread.class, "sleep"))
        .orShould()
        .accessTargetWhere(calls("sleep", TimeUnit.class, "sleep"))
        .because("the table is the queue: a job that waits has a due time")
        .check(classes);
  }

  @ArchTest
  void only_the_database_tells_the_time(JavaClasses classes) {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(DatabaseClock.class.getName())
        .should()
        .accessTargetWhere(calls("ask the machine", System.class, "currentTimeMillis"))
        .orShould()
        .accessTargetWhere(
            calls(
                "ask the machine", Clock.class, "system", "systemUTC", "systemDefaultZone", "tick"))
        .orShould()
        .accessTargetWhere(calls("ask the machine", Date.class, "<init>"))
        .orShould()
        .accessTargetWhere(asksJavaTimeForNow())
        .because("leases and deadlines mean the same on every node only by the database's clock")
        .check(classes);
  }

  @ArchTest
  void entities_change_through_verbs_only(JavaClasses classes) {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(Entity.class)
        .and()
        .areNotStatic()
        .should()
        .bePrivate()
        .check(classes);
    methods()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(Entity.class)
        .should()
        .haveNameNotMatching("set[A-Z].*")
        .check(classes);
  }

  @ArchTest
  void the_persistence_unit_names_all_that_is_mapped(JavaClasses classes) throws Exception {
    Set<String> named = new TreeSet<>();
    try (InputStream unit = ArchitectureTest.class.getResourceAsStream(PERSISTENCE_UNIT)) {
      NodeList elements =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(unit)
              .getElementsByTagName("class");
      for (int i = 0; i < elements.getLength(); i++) {
        named.add(elements.item(i).getTextContent());
      }
    }
    assertThat(classes)
        .filteredOn(
            type ->
                Stream.of(Entity.class, Embeddable.class, MappedSuperclass.class, Converter.class)
                    .anyMatch(type::isAnnotatedWith))
        .extracting(JavaClass::getName)
        .containsExactlyInAnyOrderElementsOf(named);
  }

  @ArchTest
  void providers_keep_their_words_to_themselves(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".provider..")
        .should()
        .dependOnClassesThat(are(inAProvidersOwnPackage()))
        .because("all providers are used through the seam alone (FR-016)")
        .check(classes);
  }

  @ArchTest
  void only_the_codecs_process_has_native_code(JavaClasses classes) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".media.codec.child")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .because("a crash in native code ends the process that it is in")
        .check(classes);
  }

  @ArchTest
  void what_costs_money_is_never_under_retry(JavaClasses classes) {
    methods()
        .that()
        .haveName("create")
        .and()
        .areDeclaredInClassesThat()
        .implement(ExchangeGuard.class)
        .should()
        .notBeAnnotatedWith(Retry.class)
        .andShould()
        .beAnnotatedWith(Timeout.class)
        .andShould()
        .beAnnotatedWith(CircuitBreaker.class)
        .andShould()
        .beAnnotatedWith(Bulkhead.class)
        .because("a create that is sent twice may be paid twice")
        .check(classes);
    noClasses()
        .that()
        .implement(ExchangeGuard.class)
        .should()
        .beAnnotatedWith(Retry.class)
        .check(classes);
  }

  private static ArchCondition<JavaClass> dependOnlyOnWhatTheMapAllows() {
    return new ArchCondition<>("depend only on what the map allows") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (ours(target) && !allowed(feature(type), feature(target))) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean allowed(String from, String to) {
    return from.equals(to)
        || (from.isEmpty() ? !to.isEmpty() : MAY_USE.getOrDefault(from, Set.of()).contains(to));
  }

  private static boolean ours(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  /** The package below the root, as the map names it; empty for the root itself. */
  private static String feature(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  private static DescribedPredicate<JavaClass> inAProvidersOwnPackage() {
    return describe(
        "in a provider's own package",
        type -> type.getPackageName().startsWith(ROOT + ".provider."));
  }

  private static DescribedPredicate<JavaAccess<?>> calls(
      String what, Class<?> owner, String... names) {
    return describe(
        what + " by " + owner.getSimpleName(),
        access ->
            access.getTargetOwner().isEquivalentTo(owner)
                && Stream.of(names).anyMatch(access.getTarget().getName()::equals));
  }

  private static DescribedPredicate<JavaAccess<?>> asksJavaTimeForNow() {
    return describe(
        "ask the machine by java.time",
        access ->
            access.getTargetOwner().getPackageName().equals("java.time")
                && access.getTarget().getName().equals("now"));
  }
}
