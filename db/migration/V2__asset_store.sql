-- What was set for a tenant, by name; the feature that owns a setting knows its form.
CREATE TABLE tenant_setting (
  tenant_id  text        NOT NULL,
  name       text        NOT NULL,
  value      jsonb       NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, name)
);

-- Who did what that others may have to account for; never changed, never deleted.
CREATE TABLE audit_entry (
  id         uuid        PRIMARY KEY,
  -- Whose things it was done to.
  tenant_id  text        NOT NULL,
  -- Who did it: the token's subject, and the tenant the token speaks for.
  actor      text        NOT NULL,
  actor_tenant text      NOT NULL,
  action     text        NOT NULL,
  detail     jsonb       NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX audit_entry_tenant ON audit_entry (tenant_id, id);

-- Signs a tenant's asset URLs: the newest signs, and the one before it still verifies.
CREATE TABLE signing_key (
  tenant_id  text        NOT NULL,
  id         text        NOT NULL,
  secret     bytea       NOT NULL CHECK (length(secret) = 32),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);

-- Set when the last artifact of a content went: its file is to be deleted, unless it is saved again before.
ALTER TABLE content ADD COLUMN removed_at timestamptz;
CREATE INDEX content_removed ON content (removed_at) WHERE removed_at IS NOT NULL;

CREATE INDEX artifact_list ON artifact (tenant_id, id);
CREATE INDEX artifact_type_list ON artifact (tenant_id, type, id);

-- Usage is summed up from these two alone, without a look at the rows; in their order a page of it needs no more of them than
-- its own groups. Bytes belong to the run and type of their path.
ALTER TABLE content
  ADD COLUMN run_id text NOT NULL GENERATED ALWAYS AS (split_part(path, '/', 2)) STORED,
  ADD COLUMN type text NOT NULL GENERATED ALWAYS AS (upper(split_part(path, '/', 3))) STORED;
CREATE INDEX content_usage ON content (tenant_id, run_id, type) INCLUDE (size_bytes) WHERE removed_at IS NULL;
CREATE INDEX artifact_usage ON artifact (tenant_id, run_id, type) INCLUDE (size_bytes);
