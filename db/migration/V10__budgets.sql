-- What is kept back of its tenant's budget for a job's creates that are not sent yet, of the provider it is at or waits for. Null
-- where its tenant had no budget when it was accepted: such a job is not counted.
ALTER TABLE generation_job
  ADD COLUMN held          numeric(18, 6) CHECK (held >= 0),
  ADD COLUMN held_currency char(3);

-- What a tenant's counted jobs that were accepted in a UTC day (2026-01-31) or month (2026-01) have spent, and what is kept back for
-- them: the sums of job_commitment. Changed last in the transaction that changes a job, days before their months.
CREATE TABLE budget_period (
  tenant_id text           NOT NULL,
  period    text           NOT NULL,
  currency  char(3)        NOT NULL,
  reserved  numeric(18, 6) NOT NULL,
  spent     numeric(18, 6) NOT NULL,
  -- The soft limit that was told of.
  warned    numeric(18, 6),
  PRIMARY KEY (tenant_id, period, currency)
);

-- What a job takes of its tenant's budget, by its rows and nothing else. A create that is over is spent, also where nobody knows whether
-- it was charged; one that may still be charged is reserved; what is not sent yet is paid of what is held.
CREATE VIEW job_commitment AS
SELECT job.id AS job_id, job.tenant_id, job.created_at, job.held IS NOT NULL AS counted,
  part.currency, part.reserved, part.spent
FROM generation_job job
CROSS JOIN LATERAL (
  SELECT job.held_currency AS currency,
    greatest(0, job.held - coalesce((
      SELECT sum(stage.estimated_cost) FROM attempt, stage
      WHERE attempt.job_id = job.id AND attempt.settled_at IS NULL AND stage.attempt_id = attempt.id
        AND (stage.submitted_at IS NOT NULL OR stage.outcome IS NOT NULL)
        AND stage.outcome IS DISTINCT FROM 'REFUSED'), 0)) AS reserved,
    0 AS spent
  WHERE job.held > 0 AND job.status IN ('PENDING', 'PROCESSING')
  UNION ALL
  SELECT stage.currency,
    CASE WHEN may.charge THEN coalesce(stage.estimated_cost, 0) ELSE 0 END,
    CASE WHEN may.charge THEN 0 ELSE coalesce(stage.actual_cost, stage.estimated_cost, 0) END
  FROM attempt, stage, LATERAL (
    SELECT stage.actual_cost IS NULL
      AND stage.no = (SELECT max(last.no) FROM stage last WHERE last.attempt_id = attempt.id)
      AND CASE WHEN attempt.settled_at IS NULL
        THEN job.status IN ('PROCESSING', 'CANCELLING')
        ELSE attempt.watch_due_at IS NOT NULL AND stage.outcome IS DISTINCT FROM 'UNKNOWN' END
      AS charge) AS may
  WHERE attempt.job_id = job.id AND stage.attempt_id = attempt.id
    AND (stage.submitted_at IS NOT NULL OR stage.outcome IS NOT NULL)
) AS part;

-- What the ledger's lines of a month add up to, for reports that ask for no more. A line adds a row of its own, in its own transaction and
-- without waiting for anybody; rows that are not merged yet are merged from time to time. Their sum is the ledger's, at any moment.
CREATE TABLE cost_sum (
  month     text    NOT NULL,
  tenant_id text    NOT NULL,
  provider  text    NOT NULL,
  kind      text    NOT NULL,
  skill     text    NOT NULL,
  model     text    NOT NULL,
  basis     text    NOT NULL,
  currency  char(3) NOT NULL,
  -- Null where nobody knows any of them.
  amount    numeric,
  -- What of it is in doubt, and how many such lines there are.
  possible  numeric NOT NULL,
  possibles bigint  NOT NULL,
  creates   bigint  NOT NULL,
  unknown   bigint  NOT NULL,
  merged    boolean NOT NULL
);
CREATE UNIQUE INDEX cost_sum_merged ON cost_sum (month, tenant_id, provider, kind, skill, model, basis, currency) WHERE merged;
-- For what all tenants cost this month, which is asked for all the time.
CREATE INDEX cost_sum_month ON cost_sum (month);
CREATE INDEX cost_sum_fresh ON cost_sum (month) WHERE NOT merged;
CREATE INDEX cost_sum_tenant ON cost_sum (tenant_id, month);

INSERT INTO cost_sum
SELECT to_char(accepted_at AT TIME ZONE 'UTC', 'YYYY-MM'), tenant_id, provider, kind, skill, coalesce(model, ''), basis, currency,
  sum(amount),
  coalesce(sum(amount) FILTER (WHERE is_possible), 0), count(*) FILTER (WHERE is_possible),
  count(*) FILTER (WHERE corrects IS NULL), count(*) FILTER (WHERE is_unknown), true
FROM (
  SELECT entry.*, basis = 'POSSIBLE' AND NOT corrected AS is_possible, amount IS NULL AND NOT corrected AS is_unknown
  FROM cost_entry entry, LATERAL (
    SELECT EXISTS (SELECT 1 FROM cost_entry later WHERE later.corrects = entry.id) AS corrected) AS looked) AS line
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

-- A line counts as it is; and where it is the first to correct another, what was in doubt or unknown of that one no longer is.
CREATE FUNCTION add_cost_sum() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO cost_sum
  SELECT to_char(accepted_at AT TIME ZONE 'UTC', 'YYYY-MM'), tenant_id, provider, kind, skill, coalesce(model, ''), basis, currency,
    amount, CASE WHEN basis = 'POSSIBLE' THEN coalesce(amount, 0) ELSE 0 END, (basis = 'POSSIBLE')::int,
    (corrects IS NULL)::int, (amount IS NULL)::int, false
  FROM added;
  IF NOT EXISTS (SELECT 1 FROM added WHERE corrects IS NOT NULL) THEN
    RETURN NULL;
  END IF;
  INSERT INTO cost_sum
  SELECT to_char(accepted_at AT TIME ZONE 'UTC', 'YYYY-MM'), tenant_id, provider, kind, skill, coalesce(model, ''), basis, currency,
    NULL, CASE WHEN basis = 'POSSIBLE' THEN -coalesce(amount, 0) ELSE 0 END, -(basis = 'POSSIBLE')::int,
    0, -(amount IS NULL)::int, false
  FROM cost_entry entry
  WHERE id IN (SELECT corrects FROM added) AND (basis = 'POSSIBLE' OR amount IS NULL)
    AND NOT EXISTS (
      SELECT 1 FROM cost_entry before WHERE before.corrects = entry.id AND before.id NOT IN (SELECT id FROM added));
  RETURN NULL;
END
$$;
CREATE TRIGGER cost_entry_added AFTER INSERT ON cost_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION add_cost_sum();
