-- What a ledger entry is reported by (US6.3): what was asked for, and when it was accepted, which decides its day and month.
ALTER TABLE cost_entry
  ADD COLUMN kind        text,
  ADD COLUMN skill       text,
  ADD COLUMN model       text,
  ADD COLUMN parameters  jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN accepted_at timestamptz;
UPDATE cost_entry e SET kind = j.kind, skill = j.skill, accepted_at = j.created_at
  FROM generation_job j WHERE j.id = e.job_id;
ALTER TABLE cost_entry
  ALTER COLUMN kind SET NOT NULL,
  ALTER COLUMN skill SET NOT NULL,
  ALTER COLUMN accepted_at SET NOT NULL;

-- Everybody's by time, and a tenant's: each holds all that the usual report needs.
CREATE INDEX cost_entry_accepted ON cost_entry (accepted_at, id)
  INCLUDE (tenant_id, provider, kind, amount, basis, currency, corrects);
CREATE INDEX cost_entry_tenant_accepted ON cost_entry (tenant_id, accepted_at, id)
  INCLUDE (provider, kind, amount, basis, currency, corrects);
CREATE INDEX cost_entry_corrects ON cost_entry (corrects) WHERE corrects IS NOT NULL;
DROP INDEX cost_entry_tenant;
