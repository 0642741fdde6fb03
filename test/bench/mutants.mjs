// Wrong rules of SLOs of every kind against their generated tests: what survives. `node test/bench/mutants.mjs [COUNT|all] [SUBJECT,…]`;
// COUNT of each subject, 20 without one. All of them take hours.
import { spawnSync } from 'node:child_process';

const [, , count = '20', subjects] = process.argv;
const { status } = spawnSync('npx', ['vitest', 'run', 'test/conformance/slo/mutation.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, SIGNALBOX_MUTANTS: count, ...(subjects === undefined ? {} : { SIGNALBOX_SUBJECTS: subjects }) },
});
process.exit(status ?? 1);
