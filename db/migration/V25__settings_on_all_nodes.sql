-- Counts the changes of what is set for tenants. A node that has read all of it since it read a number knows of every change up to that.
CREATE SEQUENCE settings_change MINVALUE 0;
SELECT nextval('settings_change');

ALTER TABLE node
  ADD COLUMN settings_known bigint NOT NULL DEFAULT 0,
  -- When it last read all of it; null until it first did.
  ADD COLUMN settings_read_at timestamptz;
