-- What operators stop for a while, for all nodes: one provider by its name, or '*', the admission of jobs as a whole.
CREATE TABLE pause (
  subject   text        PRIMARY KEY,
  paused_at timestamptz NOT NULL,
  actor     text        NOT NULL,
  reason    text
);

-- The nodes that give signs of life, each by the name it owns its leases by, which is new after each start.
CREATE TABLE node (
  id               text        PRIMARY KEY,
  -- What people call it.
  name             text        NOT NULL,
  version          text        NOT NULL,
  started_at       timestamptz NOT NULL,
  seen_at          timestamptz NOT NULL,
  takes_jobs       boolean     NOT NULL,
  store_writable   boolean     NOT NULL,
  store_free_bytes bigint,
  -- Since when it is to take nothing more, and by whose word.
  drained_at       timestamptz,
  drained_by       text,
  CHECK ((drained_at IS NULL) = (drained_by IS NULL))
);

-- What concerns the installation is no tenant's; the server's own console speaks for no tenant.
ALTER TABLE audit_entry
  ALTER COLUMN tenant_id DROP NOT NULL,
  ALTER COLUMN actor_tenant DROP NOT NULL;

-- What providers did lately. Attempts are added in the order of their time, so a range of blocks is a range of time, and an
-- index of those costs the engine nothing.
CREATE INDEX attempt_recent ON attempt USING brin (started_at) WITH (pages_per_range = 16, autosummarize = on);

-- Jobs that ended without a result, for whoever makes many of them once more; and which were.
CREATE INDEX generation_job_failed ON generation_job (settled_at, id) WHERE status IN ('FAILED', 'TIMED_OUT');
CREATE INDEX generation_job_retried ON generation_job (retry_of) WHERE retry_of IS NOT NULL;
