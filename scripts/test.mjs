// Runs every test and says at the end what could not be tried: real servers that are not here, and why.
// SIGNALBOX_REQUIRE_SERVERS (`prometheus,loki`, or `all`) names servers that must not be skipped; where it is set, as in CI, everything is tried.
// What is tried is dist/, which `npm test` has just built (test/built.ts).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
const results = join(folder, 'results.json');
const servers = join(folder, 'servers');

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: { TESTCONTAINERS_RYUK_DISABLED: 'true', ...process.env, SIGNALBOX_SERVER_REPORT: servers, SIGNALBOX_TEST_BUILT: '1' },
  },
);

const { passed, failed, skipped } = counts();
const missing = missingServers();
const broken = status !== 0 && failed === 0 ? 1 : 0;
rmSync(folder, { recursive: true, force: true });

if (missing.length > 0) console.log(`Not tried on real servers: ${missing.join('; ')}.`);
if (process.env.SIGNALBOX_REQUIRE_SERVERS === undefined) {
  console.log('Left to CI: npm run lint, layers and unused; all of what is tried here by a sample of random or long input.');
}
if (broken) console.log('The test run itself failed; its own output says why.');
console.log(`${passed} passed, ${failed + broken} failed, ${skipped} skipped`);
process.exitCode = failed + broken > 0 ? 1 : 0;

/** A file that cannot even be collected counts as one failure. */
function counts() {
  if (!existsSync(results)) return { passed: 0, failed: 0, skipped: 0 };
  const files = JSON.parse(readFileSync(results, 'utf8')).testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const of = (...states) => tests.filter((test) => states.includes(test.status)).length;
  const collapsed = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: of('passed'), failed: of('failed') + collapsed.length, skipped: of('pending', 'skipped', 'todo', 'disabled') };
}

/** What `test/servers/support.ts` left: a file for each server that was asked for, holding why it cannot be had. */
function missingServers() {
  if (!existsSync(servers)) return [];
  return readdirSync(servers)
    .sort()
    .map((server) => [server, readFileSync(join(servers, server), 'utf8')])
    .filter(([, reason]) => reason !== '')
    .map(([server, reason]) => `${server} (${reason})`);
}
