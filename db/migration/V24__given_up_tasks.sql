-- What was given up and cannot be looked at counts against its provider's account as long as its job would have waited for it.
CREATE INDEX attempt_given_up ON attempt (provider, settled_at)
  WHERE status IN ('UNKNOWN', 'TIMED_OUT', 'CANCELLED');
