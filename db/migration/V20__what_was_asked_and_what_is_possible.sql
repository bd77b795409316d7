-- The model that a create was asked of, whichever is configured when its cost becomes known. Null where it has none to tell apart, while
-- it is not to be sent yet, and where it was sent before this was kept.
ALTER TABLE stage ADD COLUMN model text;
