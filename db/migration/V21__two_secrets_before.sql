-- Of a webhook whose secret is changed twice within the time that the one before signs too: the one
-- before that, until its own end.
ALTER TABLE webhook
  ADD COLUMN older_secret bytea,
  ADD COLUMN older_until  timestamptz,
  ADD CHECK ((older_secret IS NULL) = (older_until IS NULL));
