package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a job did not complete, and at which provider. */
@Embeddable
class JobFailure {
  /** Its columns, in the order of {@link #values}. */
  static final List<String> COLUMNS = List.of("error_code", "error_message", "error_provider");

  /** What is in the columns of a job that has none. */
  static final List<@Nullable Object> NONE = Arrays.asList(null, null, null);

  @Enumerated(EnumType.STRING)
  @Column(name = "error_code")
  private ErrorCode code;

  @Column(name = "error_message")
  private String message;

  @Column(name = "error_provider")
  private @Nullable String provider;

  /** For the persistence provider. */
  protected JobFailure() {}

  JobFailure(ErrorCode code, String message, @Nullable String provider) {
    this.code = code;
    this.message = message;
    this.provider = provider;
  }

  /** As a job's row says; null where it has none. */
  static @Nullable JobFailure of(Row row) throws SQLException {
    ErrorCode code = row.nameOrNull(ErrorCode.class, "error_code");
    String message = row.textOrNull("error_message");
    return code == null || message == null
        ? null
        : new JobFailure(code, message, row.textOrNull("error_provider"));
  }

  /** What is in {@link #COLUMNS}. */
  List<@Nullable Object> values() {
    return Arrays.asList(code, message, provider);
  }

  /** As its tenant is told. */
  JobError shown() {
    return new JobError(code.name(), message, provider, code.retryable());
  }
}
