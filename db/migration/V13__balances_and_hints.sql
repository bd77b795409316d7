-- What is left on a provider's account, as the provider said last.
ALTER TABLE provider_account
  ADD COLUMN balance          numeric,
  ADD COLUMN balance_unit     text,
  ADD COLUMN balance_at       timestamptz,
  -- When it was asked last, by whichever node.
  ADD COLUMN balance_asked_at timestamptz,
  -- The class of failure that it answered with then; null where it said what is left.
  ADD COLUMN balance_failure  text;

-- How often a provider's own call brought a look at this create forward: no number of calls makes more than a few looks.
ALTER TABLE stage ADD COLUMN hints smallint NOT NULL DEFAULT 0;
