-- When all bytes of what a provider delivered were here, before they were looked into and made to fit. Null for what was brought, for what
-- was made of other files, and for what was saved before this was kept.
ALTER TABLE artifact ADD COLUMN downloaded_at timestamptz;
