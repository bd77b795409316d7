-- What happened: append-only, written in the transaction that does it. Readers go by (xid, seq), and only as far as the oldest
-- transaction that is still open: nothing appears later below what was read. xid is the writer's, or that of the job's last event
-- where that is higher, so that a job's events stand in the order they happened. No foreign keys: old events go by themselves.
CREATE TABLE event (
  id         uuid        PRIMARY KEY,
  xid        xid8        NOT NULL,
  seq        bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  tenant_id  text        NOT NULL,
  type       text        NOT NULL,
  run_id     text,
  step_id    text,
  job_id     uuid,
  data       jsonb       NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX event_order ON event (xid, seq);
CREATE INDEX event_tenant ON event (tenant_id, xid, seq);
CREATE INDEX event_job ON event (job_id, xid, seq) WHERE job_id IS NOT NULL;

-- Where a tenant is told of events.
CREATE TABLE webhook (
  id              uuid        PRIMARY KEY,
  tenant_id       text        NOT NULL,
  url             text        NOT NULL,
  -- Names joined by commas; null for all.
  types           text,
  secret          bytea       NOT NULL,
  -- Signs too until then, after a rotation.
  old_secret      bytea,
  old_until       timestamptz,
  -- Events of older transactions are not for it.
  since           xid8        NOT NULL,
  failing_since   timestamptz,
  disabled_at     timestamptz,
  disabled_reason text,
  created_at      timestamptz NOT NULL,
  CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL)),
  CHECK ((old_secret IS NULL) = (old_until IS NULL))
);
CREATE INDEX webhook_tenant ON webhook (tenant_id, id);

-- One event on its way to one webhook, and what became of each attempt.
CREATE TABLE webhook_delivery (
  webhook_id uuid        NOT NULL REFERENCES webhook ON DELETE CASCADE,
  event_id   uuid        NOT NULL,
  event_type text        NOT NULL,
  status     text        NOT NULL CHECK (status IN ('PENDING', 'DELIVERED', 'FAILED')),
  -- Attempts since it was last begun: the next delay is chosen by it.
  tries      integer     NOT NULL DEFAULT 0,
  -- When it may be taken; taking it moves that past the longest an attempt lasts.
  due_at     timestamptz,
  -- Raised by every taking.
  fence      bigint      NOT NULL DEFAULT 0,
  attempts   jsonb       NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL,
  settled_at timestamptz,
  PRIMARY KEY (webhook_id, event_id),
  CHECK ((status = 'PENDING') = (due_at IS NOT NULL))
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, due_at) WHERE status = 'PENDING';
CREATE INDEX webhook_delivery_event ON webhook_delivery (event_id);

-- Up to where deliveries were made of the history; one row.
CREATE TABLE webhook_cursor (
  xid xid8   NOT NULL,
  seq bigint NOT NULL
);
CREATE UNIQUE INDEX webhook_cursor_only ON webhook_cursor ((true));
INSERT INTO webhook_cursor VALUES ('0', 0);
