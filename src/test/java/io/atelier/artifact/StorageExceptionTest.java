package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class StorageExceptionTest {

  @Test
  void a_full_disk_is_storage_full_however_it_is_reported() {
    for (String reason : new String[] {"No space left on device", "Disk quota exceeded"}) {
      for (IOException e :
          new IOException[] {
            new IOException(reason), new FileSystemException("/data/x", null, reason)
          }) {
        StorageException failure = StorageException.of(e);
        assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_FULL);
        assertThat(failure).hasMessageContaining("free some disk space").hasCause(e);
      }
    }
  }

  @Test
  void a_store_that_may_not_be_written_says_what_to_check() {
    for (IOException e :
        new IOException[] {
          new AccessDeniedException("/data/x"),
          new FileSystemException("/data/x", null, "Read-only file system")
        }) {
      StorageException failure = StorageException.of(e);
      assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_ERROR);
      assertThat(failure).hasMessageContaining("permissions and mount options").hasCause(e);
    }
  }

  @Test
  void any_other_failure_is_named_by_its_reason() {
    assertThat(StorageException.of(new IOException("Input/output error")))
        .hasMessageContaining("Input/output error");
    assertThat(StorageException.of(new IOException())).hasMessageContaining("IOException");
    assertThat(StorageException.of(new IOException("Input/output error")).code())
        .isEqualTo(ErrorCode.STORAGE_ERROR);
  }

  @Test
  void no_message_tells_where_the_store_is() {
    for (IOException e :
        new IOException[] {
          new AccessDeniedException("/data/secret"),
          new FileSystemException("/data/secret", "/data/secret2", "No space left on device"),
          new FileSystemException("/data/secret", "/data/secret2", "Input/output error"),
          new FileSystemException("/data/secret")
        }) {
      assertThat(StorageException.of(e)).hasMessageNotContaining("/data");
    }
  }
}
