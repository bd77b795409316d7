-- And of what came up to V16.
INSERT INTO pause VALUES ('nano-banana', '2026-10-05T11:00:00Z', 'olga@operations', 'the invoice is disputed');
INSERT INTO node (id, name, version, started_at, seen_at, takes_jobs, store_writable) VALUES
  ('0b6c6d53-6c3e-4a0e-9c0d-6b6f0c9c7a11', '4711@media-1', '0.9.0', now() - interval '3 minutes', now() - interval '2 minutes', true, true);
INSERT INTO asset_store VALUES ('${store}', '2026-10-01T08:00:00Z');
UPDATE artifact SET provenance = '{"origin":"generated","skill":"generate_audio","provider":"procedural","attempt":1,"cost":"0.000000"}';
UPDATE generation_job SET passed_over = '[{"provider":"suno","reason":"it makes no images"}]' WHERE kind = 'IMAGE';
UPDATE provider_account SET balance = 12.5, balance_unit = 'credits', balance_at = now(), balance_asked_at = now();
