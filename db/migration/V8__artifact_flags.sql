-- What is noteworthy about an artifact: names with commas between, mostly none.
ALTER TABLE artifact ADD COLUMN flags text NOT NULL DEFAULT '';
