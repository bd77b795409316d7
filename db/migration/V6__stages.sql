-- An attempt may need several creates, one after the other: what the next one needs comes from the one before it. It is prepared
-- in the transaction that settles that one, and its intent is recorded later, before it is sent: until then it has no time.
ALTER TABLE stage
  ALTER COLUMN submitted_at DROP NOT NULL,
  -- Which create of the generation it is; a create that was refused for now is made again as a further row.
  ADD COLUMN ordinal integer NOT NULL DEFAULT 1 CHECK (ordinal >= 1),
  ADD COLUMN carried_state text NOT NULL DEFAULT '';
