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
