package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FR-021: the cause in words an operator can act on. */
class StorageFailureTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          No space left on device,     STORAGE_FULL,  free some disk space
          Disk quota exceeded,         STORAGE_FULL,  quota
          Read-only file system,       STORAGE_ERROR, permissions and mount options
          Operation not permitted,     STORAGE_ERROR, permissions and mount options
          Permission denied,           STORAGE_ERROR, permissions and mount options
          Too many open files,         STORAGE_ERROR, ulimit -n
          Too many open files in system, STORAGE_ERROR, ulimit -n
          No locks available,          STORAGE_ERROR, file locks
          Stale file handle,           STORAGE_ERROR, is mounted
          Not a directory,             STORAGE_ERROR, is mounted
          Input/output error,          STORAGE_ERROR, Input/output error
          """)
  void each_cause_is_told_apart_however_java_reports_it(
      String reason, ErrorCode code, String advice) {
    for (IOException e :
        new IOException[] {
          new IOException(reason),
          new FileSystemException("/data/x", null, reason),
          new IOException(reason, new IOException(reason))
        }) {
      StorageFailure failure = StorageFailure.of(e);
      assertThat(failure.code()).isEqualTo(code);
      assertThat(failure.advice()).contains(advice).endsWith(".").doesNotContain("/data");
    }
  }

  @Test
  void causes_that_have_a_type_of_their_own_are_told_by_it() {
    assertThat(StorageFailure.of(new AccessDeniedException("/data/x")).advice())
        .contains("permissions");
    assertThat(StorageFailure.of(new NoSuchFileException("/data/x")).advice())
        .contains("is mounted");
    assertThat(StorageFailure.of(new IOException()).advice()).contains("IOException");
  }

  @Test
  void no_advice_tells_where_the_store_is() {
    Stream.of(
            new AccessDeniedException("/data/secret"),
            new NoSuchFileException("/data/secret"),
            new FileSystemException("/data/secret", "/data/secret2", "Input/output error"),
            new FileSystemException("/data/secret"))
        .forEach(e -> assertThat(StorageFailure.of(e).advice()).doesNotContain("/data"));
  }
}
