-- Whom of the configured route a job was not offered to, and why: [{"provider":…,"reason":…}].
ALTER TABLE generation_job ADD COLUMN passed_over jsonb;

-- How an artifact came to be: who or what made it, of what, for how much. None where it was saved before this was kept.
ALTER TABLE artifact ADD COLUMN provenance jsonb;
