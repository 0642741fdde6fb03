import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { howMany } from '../../support/how-many.ts';

const SECONDS = String(howMany(1, 4));

test('label values without end: memory flat, totals exact, over a cluster too', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', 'test/bench/soak.mjs', '--seconds', SECONDS], {
    timeout: 120_000,
  }).catch((failure: { stdout: string }) => failure);
  const { alone, together } = JSON.parse(stdout);
  expect(alone).toMatchObject({ isFlat: true, isExact: true, series: 502 }); // both codes have their overflow
  expect(together).toMatchObject({ isFlat: true, isExact: true, isFalling: false, series: 502, killed: 1 });
  expect(together.observations).toBeGreaterThan(20_000);
});
