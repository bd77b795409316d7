package io.atelier.problem;

/**
 * The stable name of a failure, as clients see it in {@code code}, with its HTTP status and whether
 * the same request may succeed later.
 *
 * <p>Names are part of the API: codes are added, never renamed. The second group names how a
 * generation job ends; those appear in a job's {@code error} and carry the status used when the
 * same failure refuses a request outright.
 */
public enum ErrorCode {
  MALFORMED_REQUEST(400, false, "The request could not be read"),
  MALFORMED_JSON(400, false, "The body is not valid JSON"),
  NOT_AN_OBJECT(400, false, "The body is valid JSON, but not an object"),
  MISSING_FIELD(400, false, "A required field is missing"),
  UNKNOWN_FIELD(400, false, "The request has a field that is not known"),
  INVALID_FIELD(400, false, "A field has a value that is not allowed"),
  UNKNOWN_SKILL(400, false, "There is no such skill"),
  UNAUTHENTICATED(401, false, "A valid bearer token is required"),
  FORBIDDEN(403, false, "The token does not allow this"),
  INVALID_SIGNATURE(403, false, "The URL's signature is not valid or has expired"),
  TENANT_CLOSED(403, false, "The tenant is closed"),
  LIMIT_REACHED(403, false, "The tenant has as many of these as it may have"),
  QUOTA_EXCEEDED(403, false, "The tenant's storage quota is used up"),
  NOT_FOUND(404, false, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, false, "This method is not allowed here"),
  NOT_ACCEPTABLE(406, false, "None of the accepted media types can be produced"),
  INVALID_MEDIA(422, false, "The file is not usable"),
  JOB_NOT_RETRYABLE(409, false, "The job cannot be retried"),
  POSSIBLE_CHARGE(409, false, "The job may be charged already"),
  REQUEST_IN_PROGRESS(409, true, "The same request is being answered"),
  IDEMPOTENCY_KEY_REUSED(422, false, "The key named another request"),
  TOO_MANY_SECRETS(409, true, "The webhook has as many secrets as it may have"),
  JOB_SETTLED(409, false, "The job has ended already"),
  STEP_IN_PROGRESS(409, true, "This step already has a job that is not settled"),
  PRECONDITION_FAILED(412, false, "A condition of the request does not hold"),
  BODY_TOO_LARGE(413, false, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, false, "The body has a media type that is not supported"),
  RANGE_NOT_SATISFIABLE(416, false, "The requested range lies outside the asset"),
  TOO_MANY_STREAMS(429, true, "There are too many open streams"),
  TOO_MANY_REPORTS(429, true, "The tenant has as many reports under way as it may have"),
  INTERNAL_ERROR(500, true, "Something went wrong on our side"),
  TOO_MANY_READS(503, true, "Too many large assets are read at a time"),
  NO_ROOM_FOR_REPORT(503, true, "There is no room for the report right now"),
  REPORT_TOO_LONG(503, true, "The report took longer than a report may"),
  UNAVAILABLE(503, true, "The service cannot answer right now"),

  PROVIDER_ERROR(502, true, "The provider failed"),
  QUARANTINED(500, false, "The job ended its node again and again"),
  PROVIDER_TIMEOUT(504, true, "The provider did not finish in time"),
  CONTENT_REFUSED(422, false, "The provider refused the content of the request"),
  INVALID_INPUT(422, false, "The provider refused the request's input"),
  NO_PROVIDER(422, false, "No provider can serve this request"),
  OUT_OF_CREDITS(502, true, "The provider account is out of credits"),
  SUBMISSION_UNKNOWN(502, true, "Whether the provider accepted the request is not known"),
  STORAGE_ERROR(503, true, "The asset store could not be written"),
  CANCELLED(409, false, "It was cancelled"),
  BUDGET_EXHAUSTED(402, true, "The tenant's budget does not allow it"),
  PRICE_UNKNOWN(402, false, "Its price is not known, and the tenant's budget is hard"),
  CURRENCY_MISMATCH(402, false, "Its price is in another currency than the tenant's budget"),
  STORAGE_FULL(503, true, "The asset store is full");

  private final int status;
  private final boolean retryable;
  private final String title;

  ErrorCode(int status, boolean retryable, String title) {
    this.status = status;
    this.retryable = retryable;
    this.title = title;
  }

  /** The HTTP status of a response that reports this failure. */
  public int status() {
    return status;
  }

  /** Whether the same request may succeed when sent again later. */
  public boolean retryable() {
    return retryable;
  }

  /** A short sentence that is the same for every occurrence of this failure. */
  public String title() {
    return title;
  }

  /** The code that describes an HTTP status nothing more is known about. */
  public static ErrorCode ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405, 501 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 412 -> PRECONDITION_FAILED;
      case 413 -> BODY_TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 416 -> RANGE_NOT_SATISFIABLE;
      case 503 -> UNAVAILABLE;
      default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR;
    };
  }
}
