import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { promtool } from '../../support/rule-tests.ts';
import { keyOf, measure } from './measure.ts';
import { METHODS } from './methods.ts';
import { scoreOf } from './score.ts';
import { PATTERNS, type Synthetic, synthetic } from './synthetic.ts';
import { type Measured, tableOf } from './table.ts';

const DOCUMENT = new URL('../../../docs/alerting-anomalies.md', import.meta.url);
const MEASURED = new URL('measured.json', import.meta.url);
const TABLE = /(<!-- measured -->\n)[\s\S]*?(\n<!-- \/measured -->)/;
const SEEDS = [1, 2, 3, 4, 5];
/** What follows an incident is no false alarm: the way back is odd too. */
const AFTER_MINUTES = 120;

/** `SIGNALBOX_MEASURE=1` measures all series again, writes `measured.json` and the table; that takes minutes. */
const again = process.env['SIGNALBOX_MEASURE'] === '1';

describe.skipIf(!promtool)('anomaly alerts on synthetic series, by promtool (skipped where there is none)', () => {
  test.runIf(again)('are measured again', { timeout: 1_800_000 }, async () => {
    const measured = await scoresOf(PATTERNS.flatMap((pattern) => SEEDS.map((seed) => synthetic(pattern, seed))));
    await writeFile(MEASURED, `${JSON.stringify(measured, undefined, 1)}\n`);
    const text = await readFile(DOCUMENT, 'utf8');
    await writeFile(
      DOCUMENT,
      text.replace(TABLE, (_, from, to) => `${from}${tableOf(measured)}${to}`),
    );
  });

  test('fire as was measured', { timeout: 300_000 }, async () => {
    const recorded = await recordedScores();
    const scores = await scoresOf([synthetic('spike', 1), synthetic('season', 1)]);
    expect(Object.keys(scores)).toHaveLength(2 * Object.keys(METHODS).length);
    for (const [key, score] of Object.entries(scores)) expect({ [key]: score }).toEqual({ [key]: recorded[key] });
  });
});

describe('docs/alerting-anomalies.md', () => {
  test('shows what was measured', async () => {
    expect(TABLE.exec(await readFile(DOCUMENT, 'utf8'))?.[0]).toContain(`\n${tableOf(await recordedScores())}\n`);
  });

  test('has every method on every pattern and seed behind it', async () => {
    const keys = Object.keys(METHODS).flatMap((method) =>
      PATTERNS.flatMap((pattern) => SEEDS.map((seed) => keyOf(method, pattern, seed))),
    );
    expect(Object.keys(await recordedScores()).sort()).toEqual(keys.sort());
  });

  test('says of the methods what the figures say', async () => {
    const scores = await recordedScores();
    const of = (method: string, pattern: string) => SEEDS.map((seed) => scores[keyOf(method, pattern, seed)]);
    const found = (method: string, pattern: string) => of(method, pattern).reduce((sum, one) => sum + (one?.detected ?? 0), 0);
    expect(found('SeasonalDay', 'season')).toBe(15);
    expect(found('ZScoreDay', 'season')).toBeLessThan(3);
    expect(found('ZScoreDay', 'spike')).toBe(15);
    expect(found('LevelShift', 'level shift')).toBeGreaterThan(found('IqrDay', 'level shift'));
  });
});

async function scoresOf(series: readonly Synthetic[]): Promise<Measured> {
  const firings = await measure(series);
  return Object.fromEntries(
    Object.keys(METHODS).flatMap((method) =>
      series.map(({ pattern, seed, incidents }) => {
        const key = keyOf(method, pattern, seed);
        return [key, scoreOf(incidents, firings.get(key) ?? [], AFTER_MINUTES)];
      }),
    ),
  );
}

async function recordedScores(): Promise<Measured> {
  return JSON.parse(await readFile(MEASURED, 'utf8')) as Measured; // what this test has written
}
