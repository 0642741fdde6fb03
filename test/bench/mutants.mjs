// Wrong rules of an SLO against its generated tests: what is killed, what survives. `node test/bench/mutants.mjs [COUNT] [SEED]`; all
// of them without a count, which takes an hour.
import { spawnSync } from 'node:child_process';

const [, , count = '100000', seed = '1'] = process.argv;
const { status } = spawnSync('npx', ['vitest', 'run', 'test/conformance/slo/mutants.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, SIGNALBOX_MUTANTS: count, SIGNALBOX_SEED: seed },
});
process.exit(status ?? 1);
