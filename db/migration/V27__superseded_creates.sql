-- A create that was made again within its attempt, as its provider seemed not to have it, and turned out to be accepted. Its attempt
-- goes on with the other one, so it is watched by itself: as an attempt that was given up, and by columns of the same names.
CREATE TABLE superseded_create (
  -- The create's.
  id           uuid     PRIMARY KEY REFERENCES stage,
  -- When to look next; null when nobody looks.
  watch_due_at timestamptz,
  -- When to give up; null for a result that is paid for and waits to be stored.
  watch_until  timestamptz,
  lease_owner  text,
  lease_until  timestamptz,
  watch_fence  bigint   NOT NULL DEFAULT 0,
  watch_faults smallint NOT NULL DEFAULT 0
);
CREATE INDEX superseded_create_due ON superseded_create (watch_due_at) WHERE watch_due_at IS NOT NULL;
