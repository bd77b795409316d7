-- Creates that may have been received and are no known task; few, and looked for among a provider's tasks.
CREATE INDEX stage_in_doubt ON stage (submitted_at)
  WHERE handle_id IS NULL AND (outcome IS NULL OR outcome = 'UNKNOWN');
