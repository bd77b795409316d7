-- The model that a create was asked of, whichever is configured when its cost becomes known. Null where it has none to tell apart, while
-- it is not to be sent yet, and where it was sent before this was kept.
ALTER TABLE stage ADD COLUMN model text;

-- By how much a line changes what of its create's cost is in doubt: up to the whole where nobody knows any more whether it was charged,
-- down to nothing where that is found out. Their sum is what is possible.
ALTER TABLE cost_entry ADD COLUMN possible numeric(18, 6) NOT NULL DEFAULT 0;

-- What is there already gets it, which is no change of what it says; nothing else is written meanwhile.
ALTER TABLE cost_entry DISABLE TRIGGER cost_entry_kept;
WITH line AS (
  SELECT id, stage_id, currency, recorded_at,
    CASE WHEN basis = 'POSSIBLE'
      THEN coalesce(sum(amount) OVER (PARTITION BY stage_id, currency ORDER BY recorded_at, id), 0) ELSE 0 END AS doubt
  FROM cost_entry WHERE stage_id IN (SELECT stage_id FROM cost_entry WHERE basis = 'POSSIBLE')),
change AS (
  SELECT id, doubt - lag(doubt, 1, 0) OVER (PARTITION BY stage_id, currency ORDER BY recorded_at, id) AS possible FROM line)
UPDATE cost_entry SET possible = change.possible FROM change WHERE change.id = cost_entry.id AND change.possible <> 0;
ALTER TABLE cost_entry ENABLE TRIGGER cost_entry_kept;
CREATE INDEX cost_entry_possible ON cost_entry (stage_id) WHERE possible <> 0;
-- Each holds all that the usual report needs, as before.
DROP INDEX cost_entry_accepted, cost_entry_tenant_accepted;
CREATE INDEX cost_entry_accepted ON cost_entry (accepted_at, id)
  INCLUDE (tenant_id, provider, kind, amount, basis, currency, corrects, possible);
CREATE INDEX cost_entry_tenant_accepted ON cost_entry (tenant_id, accepted_at, id)
  INCLUDE (provider, kind, amount, basis, currency, corrects, possible);

-- Told by the create's lines and nothing else, whoever adds one.
CREATE FUNCTION tell_possible() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.possible := -coalesce((
    SELECT sum(possible) FROM cost_entry
    WHERE stage_id = NEW.stage_id AND currency = NEW.currency AND possible <> 0), 0);
  IF NEW.basis = 'POSSIBLE' THEN
    NEW.possible := NEW.possible + coalesce(NEW.amount, 0) + coalesce((
      SELECT sum(amount) FROM cost_entry WHERE stage_id = NEW.stage_id AND currency = NEW.currency), 0);
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER cost_entry_possible BEFORE INSERT ON cost_entry FOR EACH ROW EXECUTE FUNCTION tell_possible();

-- A line counts as it is; and where it is the first to correct another, what was unknown of that one no longer is.
CREATE OR REPLACE FUNCTION add_cost_sum() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO cost_sum (month, tenant_id, provider, kind, skill, model, basis, currency, amount, possible, creates, unknown, merged)
  SELECT to_char(accepted_at AT TIME ZONE 'UTC', 'YYYY-MM'), tenant_id, provider, kind, skill, coalesce(model, ''), basis, currency,
    amount, possible, (corrects IS NULL)::int, (amount IS NULL)::int, false
  FROM added;
  IF NOT EXISTS (SELECT 1 FROM added WHERE corrects IS NOT NULL) THEN
    RETURN NULL;
  END IF;
  INSERT INTO cost_sum (month, tenant_id, provider, kind, skill, model, basis, currency, amount, possible, creates, unknown, merged)
  SELECT to_char(accepted_at AT TIME ZONE 'UTC', 'YYYY-MM'), tenant_id, provider, kind, skill, coalesce(model, ''), basis, currency,
    NULL, 0, 0, -1, false
  FROM cost_entry entry
  WHERE id IN (SELECT corrects FROM added) AND amount IS NULL
    AND NOT EXISTS (
      SELECT 1 FROM cost_entry before WHERE before.corrects = entry.id AND before.id NOT IN (SELECT id FROM added));
  RETURN NULL;
END
$$;

-- What was summed up of it goes by the lines from now on.
ALTER TABLE cost_sum DROP COLUMN possibles;
UPDATE cost_sum SET possible = 0 WHERE possible <> 0;
INSERT INTO cost_sum (month, tenant_id, provider, kind, skill, model, basis, currency, amount, possible, creates, unknown, merged)
SELECT to_char(accepted_at AT TIME ZONE 'UTC', 'YYYY-MM'), tenant_id, provider, kind, skill, coalesce(model, ''), basis, currency,
  NULL, sum(possible), 0, 0, false
FROM cost_entry WHERE possible <> 0
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
