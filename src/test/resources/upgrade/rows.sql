-- A row or more of every table that there was with V10, as the product of then wrote them, but for the debug
-- output, which is of the form of the first version that was published. ${…}: told by the test.
INSERT INTO run VALUES ('acme', 'spring', '2026-10-05T09:59:00Z');
INSERT INTO step (tenant_id, run_id, id, skill, debug_output, created_at) VALUES
  ('acme', 'spring', 'click', 'generate_audio',
    '{"0199b3a0-0000-7000-8000-000000000001":{"skill":"generate_audio","status":"COMPLETED",
      "request":{"type":"sfx","interaction":"click","duration_seconds":1.5},"route":["nano-banana","procedural"],"skipped":[],
      "attempts":[{"no":1,"provider":"procedural","model":null,"status":"SUCCEEDED","stage":1,"create":1,"outcome":"ACCEPTED",
        "refused_before":0,"refusal_class":null,"provider_job_id":"p-1","failure_class":null,"failure_code":null,"message":null,
        "estimated_cost":"0.000000","estimate_basis":"computed","estimate_price_as_of":null,"actual_cost":"0.000000",
        "cost_basis":"computed","price_as_of":null,"currency":"USD","started_at":"2026-10-05T10:00:01Z",
        "submitted_at":"2026-10-05T10:00:01Z","answered_at":"2026-10-05T10:00:02Z","generated_at":"2026-10-05T10:00:02Z",
        "settled_at":"2026-10-05T10:00:03Z"}],
      "artifacts":[{"artifact":"0199b3a0-0000-7000-8000-000000000041","role":"main","flags":[],
        "downloaded_at":"2026-10-05T10:00:02Z","stored_at":"2026-10-05T10:00:03Z"}],
      "error":null,"queued_at":"2026-10-05T10:00:00Z","started_at":"2026-10-05T10:00:01Z","settled_at":"2026-10-05T10:00:03Z"}}',
    '2026-10-05T10:00:00Z'),
  ('acme', 'spring', 'coin', 'generate_image', '{}', '2026-10-05T10:01:00Z'),
  ('acme', 'spring', 'card', 'generate_image', '{}', '2026-10-05T10:02:00Z'),
  ('acme', 'spring', 'win', 'generate_audio', '{}', '2026-10-05T10:03:00Z');

-- One that was made; one that ended in doubt of its create; one whose cost was corrected; one that waits.
INSERT INTO generation_job (id, tenant_id, run_id, step_id, skill, kind, request, metadata, route, provider, provider_job_id, status,
    priority, version, poll_interval_millis, timeout_millis, created_at, started_at, deadline_at, settled_at, due_at,
    error_code, error_message, error_provider, held, held_currency) VALUES
  ('0199b3a0-0000-7000-8000-000000000001', 'acme', 'spring', 'click', 'generate_audio', 'SFX',
    '{"request":"sound_effect","durationSeconds":1.5,"interaction":"CLICK"}', '{"campaign":"s-26"}', 'nano-banana,procedural', 'procedural',
    'p-1', 'COMPLETED', 1, 4, 2000, 30000,
    '2026-10-05T10:00:00Z', '2026-10-05T10:00:01Z', '2026-10-05T10:00:31Z', '2026-10-05T10:00:03Z', NULL, NULL, NULL, NULL, 0, 'USD'),
  ('0199b3a0-0000-7000-8000-000000000002', 'acme', 'spring', 'coin', 'generate_image', 'IMAGE',
    '{"request":"image","prompt":"a coin","width":1024,"height":1024}', NULL, 'nano-banana', 'nano-banana',
    NULL, 'FAILED', 1, 5, 2000, 60000,
    '2026-10-05T10:01:00Z', '2026-10-05T10:01:01Z', '2026-10-05T10:02:01Z', '2026-10-05T10:01:09Z', NULL,
    'SUBMISSION_UNKNOWN', 'Whether it was received is not known.', 'nano-banana', 0, 'USD'),
  ('0199b3a0-0000-7000-8000-000000000003', 'acme', 'spring', 'card', 'generate_image', 'IMAGE',
    '{"request":"image","prompt":"a card","width":1024,"height":1024}', NULL, 'nano-banana', 'nano-banana',
    'kie-3', 'FAILED', 1, 7, 2000, 60000,
    '2026-10-05T10:02:00Z', '2026-10-05T10:02:01Z', '2026-10-05T10:03:01Z', '2026-10-05T10:02:30Z', NULL,
    'PROVIDER_ERROR', 'It failed there.', 'nano-banana', 0, 'USD'),
  ('0199b3a0-0000-7000-8000-000000000004', 'acme', 'spring', 'win', 'generate_audio', 'SFX',
    '{"request":"sound_effect","durationSeconds":1.0,"interaction":"WIN"}', NULL, 'procedural', 'procedural',
    NULL, 'PENDING', 1, 1, 2000, 30000,
    '2026-10-05T10:03:00Z', NULL, NULL, NULL, '2026-10-05T10:03:00Z', NULL, NULL, NULL, 0, 'USD');

INSERT INTO attempt (id, job_id, no, provider, status, failure_class, failure_code, message, started_at, settled_at, guarantee) VALUES
  ('0199b3a0-0000-7000-8000-000000000011', '0199b3a0-0000-7000-8000-000000000001', 1, 'procedural', 'SUCCEEDED', NULL, NULL, NULL,
    '2026-10-05T10:00:01Z', '2026-10-05T10:00:03Z', 'REPLAY'),
  ('0199b3a0-0000-7000-8000-000000000012', '0199b3a0-0000-7000-8000-000000000002', 1, 'nano-banana', 'UNKNOWN', NULL, NULL,
    'read timed out', '2026-10-05T10:01:01Z', '2026-10-05T10:01:09Z', 'NONE'),
  ('0199b3a0-0000-7000-8000-000000000013', '0199b3a0-0000-7000-8000-000000000003', 1, 'nano-banana', 'FAILED', 'GENERATION_FAILED', '500',
    'It failed there.', '2026-10-05T10:02:01Z', '2026-10-05T10:02:30Z', 'NONE');

INSERT INTO stage (id, attempt_id, no, outcome, handle_id, handle_state, estimated_cost, actual_cost, cost_basis, currency,
    submitted_at, answered_at) VALUES
  ('0199b3a0-0000-7000-8000-000000000021', '0199b3a0-0000-7000-8000-000000000011', 1, 'ACCEPTED', 'p-1', '', 0, 0, 'COMPUTED', 'USD',
    '2026-10-05T10:00:01Z', '2026-10-05T10:00:02Z'),
  ('0199b3a0-0000-7000-8000-000000000022', '0199b3a0-0000-7000-8000-000000000012', 1, 'UNKNOWN', NULL, NULL, 1.25, 1.25, 'POSSIBLE', 'USD',
    '2026-10-05T10:01:01Z', '2026-10-05T10:01:09Z'),
  ('0199b3a0-0000-7000-8000-000000000023', '0199b3a0-0000-7000-8000-000000000013', 1, 'ACCEPTED', 'kie-3', '', 0.5, 0.4, 'REPORTED', 'USD',
    '2026-10-05T10:02:01Z', '2026-10-05T10:02:02Z');

INSERT INTO cost_entry (id, stage_id, job_id, tenant_id, run_id, step_id, provider, corrects, amount, basis, currency, recorded_at,
    kind, skill, model, parameters, accepted_at) VALUES
  ('0199b3a0-0000-7000-8000-000000000031', '0199b3a0-0000-7000-8000-000000000021', '0199b3a0-0000-7000-8000-000000000001',
    'acme', 'spring', 'click', 'procedural', NULL, 0, 'COMPUTED', 'USD', '2026-10-05T10:00:03Z',
    'SFX', 'generate_audio', NULL, '{"duration_seconds":1.5}', '2026-10-05T10:00:00Z'),
  ('0199b3a0-0000-7000-8000-000000000032', '0199b3a0-0000-7000-8000-000000000022', '0199b3a0-0000-7000-8000-000000000002',
    'acme', 'spring', 'coin', 'nano-banana', NULL, 1.25, 'POSSIBLE', 'USD', '2026-10-05T10:01:09Z',
    'IMAGE', 'generate_image', 'google/nano-banana', '{}', '2026-10-05T10:01:00Z'),
  ('0199b3a0-0000-7000-8000-000000000033', '0199b3a0-0000-7000-8000-000000000023', '0199b3a0-0000-7000-8000-000000000003',
    'acme', 'spring', 'card', 'nano-banana', NULL, 0.5, 'ASSUMED', 'USD', '2026-10-05T10:02:03Z',
    'IMAGE', 'generate_image', 'google/nano-banana', '{}', '2026-10-05T10:02:00Z');
-- In a statement of its own, as it came later.
INSERT INTO cost_entry (id, stage_id, job_id, tenant_id, run_id, step_id, provider, corrects, amount, basis, currency, recorded_at,
    kind, skill, model, parameters, accepted_at) VALUES
  ('0199b3a0-0000-7000-8000-000000000034', '0199b3a0-0000-7000-8000-000000000023', '0199b3a0-0000-7000-8000-000000000003',
    'acme', 'spring', 'card', 'nano-banana', '0199b3a0-0000-7000-8000-000000000033', -0.1, 'REPORTED', 'USD', '2026-10-05T10:02:30Z',
    'IMAGE', 'generate_image', 'google/nano-banana', '{}', '2026-10-05T10:02:00Z');

INSERT INTO content (tenant_id, sha256, path, size_bytes, created_at) VALUES
  ('acme', '${sha256}', '${path}', ${size}, '2026-10-05T10:00:03Z');
INSERT INTO artifact (id, tenant_id, run_id, step_id, job_id, type, role, uri, sha256, mime_type, size_bytes, metadata, created_at, flags)
  VALUES ('0199b3a0-0000-7000-8000-000000000041', 'acme', 'spring', 'click', '0199b3a0-0000-7000-8000-000000000001', 'AUDIO', 'MAIN',
    '/assets/${path}', '${sha256}', 'audio/wav', ${size}, '{"duration_seconds":1.5}', '2026-10-05T10:00:03Z', '');

INSERT INTO tenant_setting VALUES
  ('acme', 'budget', '{"currency":"USD","month":{"hard":"200.000000"}}', '2026-10-01T08:00:00Z'),
  ('acme', 'generation', '{"image":{"limit":8}}', '2026-10-01T08:00:00Z'),
  ('acme', 'storage', '{"quota_bytes":50000000000}', '2026-10-01T08:00:00Z');
INSERT INTO budget_period (tenant_id, period, currency, reserved, spent) VALUES
  ('acme', '2026-10-05', 'USD', 0, 1.65), ('acme', '2026-10', 'USD', 0, 1.65);
INSERT INTO audit_entry VALUES ('0199b3a0-0000-7000-8000-000000000051', 'acme', 'olga', 'operations', 'storage-change',
  '{"before":null,"after":{"quota_bytes":50000000000}}', '2026-10-01T08:00:00Z');
INSERT INTO signing_key VALUES ('acme', 'AAAAAAAA', decode(repeat('5a', 32), 'hex'), '2026-10-01T08:00:00Z');
INSERT INTO idempotency_key VALUES
  ('acme', 'order-1', repeat('0', 64), '0199b3a0-0000-7000-8000-000000000001', '{}', now() - interval '1 day');
INSERT INTO provider_account (provider, failures, timeouts) VALUES ('nano-banana', 1, 0);
INSERT INTO event (id, xid, tenant_id, type, run_id, step_id, job_id, data, created_at) VALUES
  ('0199b3a0-0000-7000-8000-000000000061', pg_current_xact_id(), 'acme', 'job.completed', 'spring', 'click',
    '0199b3a0-0000-7000-8000-000000000001', '{"status":"COMPLETED"}', now() - interval '1 hour');
INSERT INTO webhook (id, tenant_id, url, secret, since, disabled_at, disabled_reason, created_at) VALUES
  ('0199b3a0-0000-7000-8000-000000000071', 'acme', 'https://receiver.example/events', decode(repeat('a5', 32), 'hex'), '3',
    now() - interval '1 hour', 'it was gone', '2026-10-01T08:00:00Z');
INSERT INTO webhook_delivery (webhook_id, event_id, event_type, status, tries, attempts, created_at, settled_at) VALUES
  ('0199b3a0-0000-7000-8000-000000000071', '0199b3a0-0000-7000-8000-000000000061', 'job.completed', 'DELIVERED', 1,
    '[{"at":"2026-10-05T10:00:04Z","status":204,"millis":12}]', now() - interval '1 hour', now() - interval '1 hour');
