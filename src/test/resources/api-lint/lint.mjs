// Prints one JSON line per finding about the API's description on standard input: all of spectral:oas and of Redocly's
// recommended rules.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const require = createRequire(resolve(process.argv[2], 'package.json'));
const { Document, Ruleset, Spectral } = require('@stoplight/spectral-core');
const { Json } = require('@stoplight/spectral-parsers');
const { oas } = require('@stoplight/spectral-rulesets');
const { createConfig, lintFromString } = require('@redocly/openapi-core');

const text = readFileSync(0, 'utf8');
const say = (by, severity, rule, where, message) =>
  console.log(JSON.stringify({ by, severity, rule, where, message }));

const spectral = new Spectral();
// A summary that says it all needs no description.
spectral.setRuleset(new Ruleset({ extends: [[oas, 'recommended']], rules: { 'operation-description': 'off' } }));
for (const one of await spectral.run(new Document(text, Json, 'openapi.json'))) {
  say('spectral', ['error', 'warn', 'info', 'hint'][one.severity], one.code, one.path.join('/'), one.message);
}

// The served description names the server that serves it, which a test has on localhost.
const config = await createConfig({ extends: ['recommended'], rules: { 'no-server-example.com': 'off' } });
for (const one of await lintFromString({ source: text, absoluteRef: 'openapi.json', config })) {
  say('redocly', one.severity, one.ruleId, one.location[0]?.pointer ?? '', one.message);
}
