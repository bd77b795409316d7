-- Runs and steps come into being when they are first named.
CREATE TABLE run (
  tenant_id  text        NOT NULL,
  id         text        NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE step (
  tenant_id    text        NOT NULL,
  run_id       text        NOT NULL,
  id           text        NOT NULL,
  skill        text        NOT NULL,
  debug_output jsonb       NOT NULL DEFAULT '{}',
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, run_id, id),
  FOREIGN KEY (tenant_id, run_id) REFERENCES run
);

-- The table is the queue. PENDING waits for a slot of its (tenant, provider, kind), PROCESSING holds
-- one; the others are final.
CREATE TABLE generation_job (
  id                   uuid        PRIMARY KEY,
  tenant_id            text        NOT NULL,
  run_id               text        NOT NULL,
  step_id              text        NOT NULL,
  skill                text        NOT NULL,
  kind                 text        NOT NULL CHECK (kind IN ('VIDEO', 'SFX', 'BGM', 'MODEL_3D', 'IMAGE')),
  request              jsonb       NOT NULL,
  metadata             jsonb,
  route                text        NOT NULL,
  provider             text        NOT NULL,
  provider_job_id      text,
  status               text        NOT NULL CHECK (status IN ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'TIMED_OUT')),
  priority             smallint    NOT NULL,
  -- The fence: raised by every change and by every taking of the job.
  version              bigint      NOT NULL,
  poll_interval_millis bigint      NOT NULL CHECK (poll_interval_millis > 0),
  timeout_millis       bigint      NOT NULL CHECK (timeout_millis > 0),
  created_at           timestamptz NOT NULL,
  started_at           timestamptz,
  deadline_at          timestamptz,
  settled_at           timestamptz,
  -- When there is work to do next; null for good once the job is final.
  due_at               timestamptz,
  lease_owner          text,
  lease_until          timestamptz,
  error_code           text,
  error_message        text,
  error_provider       text,
  FOREIGN KEY (tenant_id, run_id, step_id) REFERENCES step,
  CHECK ((status IN ('PENDING', 'PROCESSING')) = (due_at IS NOT NULL)),
  CHECK ((status IN ('PENDING', 'PROCESSING')) = (settled_at IS NULL)),
  CHECK ((status IN ('FAILED', 'TIMED_OUT')) = (error_code IS NOT NULL))
);

-- All over live jobs only, so that their cost does not grow with history.
CREATE INDEX generation_job_pending ON generation_job (provider, kind, tenant_id, priority DESC, created_at, id)
  WHERE status = 'PENDING';
CREATE INDEX generation_job_slot ON generation_job (provider, kind, tenant_id)
  WHERE status = 'PROCESSING';
CREATE INDEX generation_job_due ON generation_job (due_at)
  WHERE status = 'PROCESSING';
CREATE UNIQUE INDEX generation_job_live_step ON generation_job (tenant_id, run_id, step_id)
  WHERE status IN ('PENDING', 'PROCESSING');

-- One provider's try at a job.
CREATE TABLE attempt (
  id            uuid        PRIMARY KEY,
  job_id        uuid        NOT NULL REFERENCES generation_job,
  no            integer     NOT NULL,
  provider      text        NOT NULL,
  status        text        NOT NULL CHECK (status IN ('SUBMITTING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'UNKNOWN')),
  failure_class text,
  failure_code  text,
  message       text,
  started_at    timestamptz NOT NULL,
  settled_at    timestamptz,
  UNIQUE (job_id, no)
);

-- One paid create of an attempt. The row is committed before the call: a row without an outcome
-- after a crash is a create that may or may not have been made. Its id is the call's own key.
CREATE TABLE stage (
  id             uuid        PRIMARY KEY,
  attempt_id     uuid        NOT NULL REFERENCES attempt,
  no             integer     NOT NULL,
  outcome        text        CHECK (outcome IN ('ACCEPTED', 'REFUSED', 'UNKNOWN')),
  handle_id      text,
  handle_state   text,
  estimated_cost numeric(18, 6),
  actual_cost    numeric(18, 6),
  cost_basis     text        NOT NULL,
  currency       char(3)     NOT NULL,
  submitted_at   timestamptz NOT NULL,
  answered_at    timestamptz,
  UNIQUE (attempt_id, no)
);

-- The bytes of one hash in one tenant: it owns their path; artifacts share it.
CREATE TABLE content (
  tenant_id  text        NOT NULL,
  sha256     text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  path       text        NOT NULL UNIQUE,
  size_bytes bigint      NOT NULL CHECK (size_bytes > 0),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, sha256)
);

CREATE TABLE artifact (
  id         uuid        PRIMARY KEY,
  tenant_id  text        NOT NULL,
  run_id     text        NOT NULL,
  step_id    text,
  job_id     uuid        REFERENCES generation_job,
  type       text        NOT NULL CHECK (type IN
    ('IMAGE', 'VIDEO', 'AUDIO', 'MODEL_3D', 'TEXTURE', 'ENVIRONMENT_MAP', 'SHADER', 'BUNDLE')),
  role       text        NOT NULL,
  uri        text        NOT NULL,
  sha256     text        NOT NULL,
  mime_type  text        NOT NULL,
  size_bytes bigint      NOT NULL,
  metadata   jsonb       NOT NULL,
  created_at timestamptz NOT NULL,
  FOREIGN KEY (tenant_id, run_id) REFERENCES run,
  FOREIGN KEY (tenant_id, sha256) REFERENCES content
);

CREATE INDEX artifact_job ON artifact (job_id);
CREATE INDEX artifact_content ON artifact (tenant_id, sha256);
CREATE INDEX artifact_run ON artifact (tenant_id, run_id, id);
