package io.atelier.breakable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The product's own WAR with the {@link BreakableProviders} inside, as a file for a server of its
 * own; environment variables say where the provider is ({@code BREAKABLE_BASE_URL}) and which kind
 * goes to which account ({@code GENERATION_IMAGE_PROVIDERS} and so on).
 */
public final class BreakableWar {
  private BreakableWar() {}

  /** Writes it to that file. */
  public static Path write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    ShrinkWrap.create(ZipImporter.class, "atelier.war")
        .importFrom(new File(System.getProperty("atelier.war")))
        .as(WebArchive.class)
        .addClasses(
            BreakableAdapter.class,
            BreakableClient.class,
            BreakableLookup.class,
            BreakableProviders.class,
            CappedBody.class,
            Exchanged.class,
            Flavour.class,
            JsonDocuments.class,
            Price.class,
            Wire.class)
        .as(ZipExporter.class)
        .exportTo(file.toFile(), true);
    return file;
  }
}
