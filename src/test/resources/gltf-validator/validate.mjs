// Prints one JSON line per file named on standard input, one path a line: what the validator found.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const require = createRequire(resolve(process.argv[2], 'package.json'));
const validator = require('gltf-validator');

for (const path of readFileSync(0, 'utf8').split('\n').filter((line) => line !== '')) {
  let report;
  try {
    report = await validator.validateBytes(new Uint8Array(readFileSync(path)));
  } catch (reason) {
    console.log(JSON.stringify({ path, errors: 1, warnings: 0, errorCodes: ['NOT_GLTF'], messages: [String(reason)] }));
    continue;
  }
  const { numErrors, numWarnings, numInfos, numHints, messages } = report.issues;
  console.log(
    JSON.stringify({
      path,
      errors: numErrors,
      warnings: numWarnings,
      infos: numInfos,
      hints: numHints,
      messages: messages.slice(0, 5).map((m) => `${m.code} ${m.pointer}: ${m.message}`),
      errorCodes: [...new Set(messages.filter((m) => m.severity === 0).map((m) => m.code))],
      info: report.info,
    }),
  );
}
