-- CANCELLING: its provider is being told to stop; it holds its slot until that is answered.
ALTER TABLE generation_job
  DROP CONSTRAINT generation_job_status_check,
  DROP CONSTRAINT generation_job_check,
  DROP CONSTRAINT generation_job_check1;
ALTER TABLE generation_job
  ADD CONSTRAINT generation_job_status_check
    CHECK (status IN ('PENDING', 'PROCESSING', 'CANCELLING', 'COMPLETED', 'FAILED', 'TIMED_OUT', 'CANCELLED')),
  ADD CONSTRAINT generation_job_due_check
    CHECK ((status IN ('PENDING', 'PROCESSING', 'CANCELLING')) = (due_at IS NOT NULL)),
  ADD CONSTRAINT generation_job_settled_check
    CHECK ((status IN ('PENDING', 'PROCESSING', 'CANCELLING')) = (settled_at IS NULL)),
  -- How often in a row a node began to make or decode it and was not heard of again.
  ADD COLUMN faults smallint NOT NULL DEFAULT 0,
  -- The shorter time that its workflow asked for.
  ADD COLUMN asked_millis bigint CHECK (asked_millis > 0);

DROP INDEX generation_job_slot;
DROP INDEX generation_job_due;
DROP INDEX generation_job_live_step;
CREATE INDEX generation_job_slot ON generation_job (provider, kind, tenant_id)
  WHERE status IN ('PROCESSING', 'CANCELLING');
CREATE INDEX generation_job_due ON generation_job (due_at)
  WHERE status IN ('PROCESSING', 'CANCELLING');
CREATE UNIQUE INDEX generation_job_live_step ON generation_job (tenant_id, run_id, step_id)
  WHERE status IN ('PENDING', 'PROCESSING', 'CANCELLING');
-- What a tenant's own last completions took.
CREATE INDEX generation_job_completed ON generation_job (tenant_id, kind, provider, settled_at)
  WHERE status = 'COMPLETED';

-- What a provider offers for a create whose outcome is unknown decides what may be done about it, also after a restart
-- with another configuration. SKIPPED: nothing was sent, its circuit being open.
ALTER TABLE attempt DROP CONSTRAINT attempt_status_check;
ALTER TABLE attempt
  ADD CONSTRAINT attempt_status_check CHECK (status IN
    ('SUBMITTING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'UNKNOWN', 'CANCELLED', 'SKIPPED')),
  -- Since when its provider has the result ready.
  ADD COLUMN ready_at timestamptz,
  ADD COLUMN guarantee text NOT NULL DEFAULT 'NONE' CHECK (guarantee IN ('REPLAY', 'LOOKUP', 'REJECT', 'NONE'));
ALTER TABLE attempt ALTER COLUMN guarantee DROP DEFAULT;

-- One task has one handle at its provider, and one handle is one task's: a clash is never to deliver to the wrong tenant.
CREATE INDEX stage_handle ON stage (handle_id) WHERE handle_id IS NOT NULL;

-- How a provider's account stands, all nodes and tenants together.
CREATE TABLE provider_account (
  provider     text        PRIMARY KEY,
  -- Creates that failed, and jobs that timed out, since the last that did not.
  failures     integer     NOT NULL DEFAULT 0,
  timeouts     integer     NOT NULL DEFAULT 0,
  -- The circuit is open until then; after that one create at a time tries it.
  open_until   timestamptz,
  -- It asked for no creates before then.
  held_until   timestamptz,
  -- When its rates would be used up to now: the theoretical arrival time of the generic cell rate algorithm.
  creates_at   timestamptz,
  requests_at  timestamptz
);

-- What creates cost: entries are only ever added. One settles a create; those that correct it name it and hold the difference.
CREATE TABLE cost_entry (
  id          uuid           PRIMARY KEY,
  stage_id    uuid           NOT NULL REFERENCES stage,
  job_id      uuid           NOT NULL REFERENCES generation_job,
  tenant_id   text           NOT NULL,
  run_id      text           NOT NULL,
  step_id     text           NOT NULL,
  provider    text           NOT NULL,
  corrects    uuid           REFERENCES cost_entry,
  -- Null where nobody knows, which is not zero.
  amount      numeric(18, 6),
  basis       text           NOT NULL CHECK (basis IN ('REPORTED', 'COMPUTED', 'ASSUMED', 'POSSIBLE', 'UNKNOWN')),
  currency    char(3)        NOT NULL,
  recorded_at timestamptz    NOT NULL
);
CREATE UNIQUE INDEX cost_entry_settled ON cost_entry (stage_id) WHERE corrects IS NULL;
CREATE INDEX cost_entry_stage ON cost_entry (stage_id);
CREATE INDEX cost_entry_tenant ON cost_entry (tenant_id, recorded_at);
