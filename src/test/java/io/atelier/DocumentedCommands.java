package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The shell commands of a document, run as they stand but for the addresses and times in them: each
 * block is named by a comment before it, {@code <!-- tested: name -->}.
 */
final class DocumentedCommands {
  private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NAMED =
      Pattern.compile("<!-- tested: ([\\w-]+) -->\\s+" + BLOCK, Pattern.DOTALL);

  private final String text;
  private final Path directory;
  private final Map<String, String> addresses;
  private final Map<String, String> environment;

  /**
   * Those of a document.
   *
   * @param document its path in the repository
   * @param directory where they are run
   * @param addresses what (an address, a time) stands there for a reader's own, and what it is here
   * @param environment variables that a reader has
   */
  DocumentedCommands(
      String document,
      Path directory,
      Map<String, String> addresses,
      Map<String, String> environment)
      throws IOException {
    this.text = Files.readString(Path.of(System.getProperty("atelier.basedir"), document));
    this.directory = directory;
    this.addresses = addresses;
    this.environment = environment;
  }

  /** The names of all blocks, of which none is without. */
  List<String> names() {
    assertThat(BLOCK.matcher(text).results().count())
        .as("blocks with a name")
        .isEqualTo(NAMED.matcher(text).results().count());
    return NAMED.matcher(text).results().map(block -> block.group(1)).toList();
  }

  /** Runs a block to its end, which is without a failure; answers what it wrote. */
  String run(String name) throws IOException, InterruptedException {
    Process process = start(name);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends in time", name).isTrue();
    assertThat(process.exitValue()).as("%s: %s", name, written(name)).isZero();
    return written(name);
  }

  /** Begins to run a block. */
  Process start(String name) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-eu", "-c", lines(name))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output(name).toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** What a block has written so far. */
  String written(String name) throws IOException {
    return Files.readString(output(name));
  }

  private Path output(String name) {
    return directory.resolve(name + ".out");
  }

  private String lines(String name) {
    String lines =
        NAMED
            .matcher(text)
            .results()
            .filter(block -> block.group(1).equals(name))
            .map(DocumentedCommands::lines)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no block is named " + name));
    for (Map.Entry<String, String> address : addresses.entrySet()) {
      lines = lines.replace(address.getKey(), address.getValue());
    }
    return lines;
  }

  private static String lines(MatchResult block) {
    return block.group(2);
  }
}
