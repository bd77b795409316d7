-- Which store the assets are in: the id in its file .store. One row, written by the first node that ever starts.
CREATE TABLE asset_store (
  id         uuid        PRIMARY KEY,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX asset_store_only ON asset_store ((true));
