-- A job may be cancelled; and one that failed, timed out or was cancelled says why.
ALTER TABLE generation_job
  DROP CONSTRAINT generation_job_status_check,
  DROP CONSTRAINT generation_job_check2;
ALTER TABLE generation_job
  ADD CONSTRAINT generation_job_status_check
    CHECK (status IN ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'TIMED_OUT', 'CANCELLED')),
  ADD CONSTRAINT generation_job_error_check
    CHECK ((status IN ('FAILED', 'TIMED_OUT', 'CANCELLED')) = (error_code IS NOT NULL)),
  -- The job it does once more.
  ADD COLUMN retry_of uuid REFERENCES generation_job;

CREATE INDEX generation_job_list ON generation_job (tenant_id, id);
CREATE INDEX generation_job_run ON generation_job (tenant_id, run_id, id);

-- An attempt that was given up although its provider may still deliver is watched: it no longer holds its tenant's slot, but
-- counts against the provider's account, and what it delivers is stored and billed.
ALTER TABLE attempt DROP CONSTRAINT attempt_status_check;
ALTER TABLE attempt
  ADD CONSTRAINT attempt_status_check
    CHECK (status IN ('SUBMITTING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'UNKNOWN', 'CANCELLED')),
  -- When to look next; null when nobody looks.
  ADD COLUMN watch_due_at timestamptz,
  -- When to give up; null for a result that is paid for and waits to be stored.
  ADD COLUMN watch_until  timestamptz,
  ADD COLUMN lease_owner  text,
  ADD COLUMN lease_until  timestamptz,
  -- The fence of the watch, raised by every taking.
  ADD COLUMN watch_fence  bigint NOT NULL DEFAULT 0;

CREATE INDEX attempt_watch_due ON attempt (watch_due_at) WHERE watch_due_at IS NOT NULL;
CREATE INDEX attempt_watched ON attempt (provider) WHERE watch_due_at IS NOT NULL;

-- The first answer to a request that named itself, given again to whoever repeats it.
CREATE TABLE idempotency_key (
  tenant_id    text        NOT NULL,
  key          text        NOT NULL,
  request_hash text        NOT NULL,
  job_id       uuid        NOT NULL REFERENCES generation_job,
  answer       text        NOT NULL,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
