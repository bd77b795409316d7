-- What a create was expected to cost and what it did cost are each known in their own way, by prices of their own date. None where it
-- was recorded before this was kept, or by a node that knows of no such columns.
ALTER TABLE stage
  ADD COLUMN estimate_basis text CHECK (estimate_basis IN ('REPORTED', 'COMPUTED', 'ASSUMED', 'POSSIBLE', 'UNKNOWN')),
  ADD COLUMN estimate_price_as_of date,
  ADD COLUMN price_as_of date;

ALTER TABLE stage
  -- What came of a create and was damaged is fetched once more before it counts.
  ADD COLUMN damaged_at timestamptz,
  -- Since when, look after look, its provider does not know the task.
  ADD COLUMN missing_since timestamptz;
