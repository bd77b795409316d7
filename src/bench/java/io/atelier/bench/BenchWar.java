package io.atelier.bench;

import java.io.File;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The product's own WAR with the benchmarks' providers, and the probes of {@link ClaimsBench} and
 * {@link JobsBench}.
 */
final class BenchWar {
  private BenchWar() {}

  static Path write(Path file) throws ClassNotFoundException {
    ShrinkWrap.create(ZipImporter.class, "atelier.war")
        .importFrom(new File(System.getProperty("atelier.war")))
        .as(WebArchive.class)
        .addClasses(
            BenchProvider.class,
            InstantProvider.class,
            Sound.class,
            EndlessProvider.class,
            Class.forName("io.atelier.generation.ClaimProbe"),
            Class.forName("io.atelier.generation.AcceptProbe"))
        .as(ZipExporter.class)
        .exportTo(file.toFile(), true);
    return file;
  }
}
