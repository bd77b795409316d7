-- A create whose sending never began was certainly not received, whoever died in between. Rows from before have no such mark: what
-- is still in doubt of them may have been sent.
ALTER TABLE stage
  ADD COLUMN begun_at timestamptz,
  -- Why it was refused, where it was made again within its attempt.
  ADD COLUMN failure_class text;
UPDATE stage SET begun_at = submitted_at
WHERE handle_id IS NULL AND (outcome IS NULL OR outcome = 'UNKNOWN');
-- A node that knows of no such mark may go on for a while beside the first that does: what it writes may have been sent.
ALTER TABLE stage ALTER COLUMN begun_at SET DEFAULT now();

-- How often in a row a node began to decode what a given-up attempt delivered and was not heard of again.
ALTER TABLE attempt ADD COLUMN watch_faults smallint NOT NULL DEFAULT 0;
