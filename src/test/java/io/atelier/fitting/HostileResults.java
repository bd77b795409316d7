package io.atelier.fitting;

import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.BrokenMediaException;
import io.atelier.artifact.InspectedFile;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.Image;
import io.atelier.provider.GenerationRequest.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A program that does with the files of a directory what is done with a provider's results, by what
 * their names say was asked for, so many at once, and prints a line for each.
 */
final class HostileResults {
  private HostileResults() {}

  public static void main(String[] arguments) throws IOException {
    Bench bench = new DirectoryBench(Files.createTempDirectory(Path.of(arguments[0]), "bench"));
    List<Path> files;
    try (Stream<Path> listed = Files.list(Path.of(arguments[0]))) {
      files = listed.filter(Files::isRegularFile).sorted().toList();
    }
    try (ExecutorService jobs = Executors.newFixedThreadPool(Integer.parseInt(arguments[1]))) {
      for (Path file : files) {
        jobs.execute(() -> System.out.println(file.getFileName() + "\t" + met(file, bench)));
      }
    }
  }

  private static String met(Path file, Bench bench) {
    try {
      return fitted(file, bench);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fitted(Path file, Bench bench) throws IOException {
    ProbeResult found = MediaProbe.probe(file);
    if (!(found instanceof ProbeResult.Intact intact)) {
      return "broken";
    }
    boolean model = file.toString().endsWith(".glb");
    ArtifactType type = model ? ArtifactType.MODEL_3D : ArtifactType.IMAGE;
    if (!type.formats().contains(intact.format())) {
      return "no " + type.jsonName();
    }
    GenerationRequest asked =
        model ? new Model("x", null, null, 50_000) : new Image("x", null, 1024, 1024, null);
    InspectedFile came =
        bench.made(path -> Files.copy(file, path, StandardCopyOption.REPLACE_EXISTING));
    Fitted fitted;
    try {
      fitted = Fitting.fit(asked, came, bench);
    } catch (BrokenMediaException e) {
      return "broken within";
    }
    int pictures = Likenesses.of(type, fitted.file(), bench).size();
    return fitted.flags() + " and " + pictures;
  }
}
