package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHashTest {

  // FR-004; the values are those of FIPS 180's examples.
  @Test
  void a_file_has_the_sha_256_of_its_bytes(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "abc");
    assertThat(ContentHash.of(file))
        .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Files.writeString(file, "a".repeat(1_000_000));
    assertThat(ContentHash.of(file))
        .hasToString("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    Files.writeString(file, "");
    assertThat(ContentHash.of(file))
        .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9f",
        "9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F9F",
        "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f\n",
        "../../../../../../../../../../../../../../../../../../etc/passwd"
      })
  void nothing_but_64_lower_case_digits_is_a_hash(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ContentHash(text));
  }
}
