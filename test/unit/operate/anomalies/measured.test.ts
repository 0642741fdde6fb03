import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Anomaly } from '../../../../src/operate/anomalies/anomaly.ts';
import { detect } from '../../../../src/operate/anomalies/detect.ts';
import { lengthsOf } from '../../../../src/operate/anomalies/lengths.ts';
import { COMPOSITE, METHOD_NAMES, type MethodName } from '../../../../src/operate/anomalies/methods.ts';
import { NOTHING, type Score, scoreOf, together } from '../../../conformance/anomaly/score.ts';
import { DAY_MINUTES, DAYS, JUDGED_FROM, PATTERNS, STEP_MINUTES, synthetic } from '../../../conformance/anomaly/synthetic.ts';

const DOCUMENT = new URL('../../../../docs/operate.md', import.meta.url);
const TABLE = /(<!-- measured anomalies -->\n)[\s\S]*?(\n<!-- \/measured anomalies -->)/;
const SEEDS = [1, 2, 3, 4, 5];
/** The way back is odd too. */
const AFTER_MINUTES = 120;
const ALL = [...METHOD_NAMES, COMPOSITE] as const;
const lengths = lengthsOf({
  stepSeconds: STEP_MINUTES * 60,
  seasonMs: DAY_MINUTES * 60_000,
  historyMs: 7 * DAY_MINUTES * 60_000,
});

function anomaliesOf(pattern: string, seed: number, method: MethodName | typeof COMPOSITE): readonly Anomaly[] {
  const grid = { fromSeconds: 0, stepSeconds: STEP_MINUTES * 60, values: synthetic(pattern, seed).values };
  return detect(grid, { method, lengths, judgedFrom: JUDGED_FROM / STEP_MINUTES, leastShare: 0.1 });
}

function scoreFor(pattern: string, seed: number, method: MethodName | typeof COMPOSITE): Score {
  const minutes = (at: Date) => at.getTime() / 60_000;
  const firings = anomaliesOf(pattern, seed, method).map(({ from, to }) => ({ from: minutes(from), to: minutes(to) }));
  return scoreOf(synthetic(pattern, seed).incidents, firings, AFTER_MINUTES);
}

const scores = new Map<string, Score>(
  ALL.flatMap((method) =>
    PATTERNS.map((pattern) => [`${method} ${pattern}`, together(SEEDS.map((seed) => scoreFor(pattern, seed, method)))] as const),
  ),
);
const of = (method: string, pattern: string) => scores.get(`${method} ${pattern}`) ?? NOTHING;

test('the table of docs/operate.md shows what is measured', async () => {
  const text = await readFile(DOCUMENT, 'utf8');
  if (process.env['SIGNALBOX_MEASURE'] === '1')
    await writeFile(
      DOCUMENT,
      text.replace(TABLE, (_, from, to) => `${from}${table()}${to}`),
    );
  else expect(TABLE.exec(text)?.[0]).toContain(`\n${table()}\n`);
});

test('all together find every incident, also in a season, and are the quietest where nothing is wrong', () => {
  for (const pattern of ['spike', 'level shift', 'season']) {
    const { incidents, detected } = of(COMPOSITE, pattern);
    expect([pattern, incidents, detected]).toEqual([pattern, 15, 15]);
  }
});

function table(): string {
  const rows = ALL.map((method) => `| \`${method}\` | ${PATTERNS.map((pattern) => cellOf(of(method, pattern))).join(' | ')} |`);
  return [`| | ${PATTERNS.join(' | ')} |`, `|---|${PATTERNS.map(() => '---').join('|')}|`, ...rows].join('\n');
}

function cellOf({ incidents, detected, falseAlarms, delays }: Score): string {
  if (incidents === 0) {
    const weeks = ((DAYS - JUDGED_FROM / DAY_MINUTES) * SEEDS.length) / 7;
    return `${Number((falseAlarms / weeks).toPrecision(2))} false a week`;
  }
  const precision = detected + falseAlarms === 0 ? '–' : percent(detected / (detected + falseAlarms));
  const delay = delays[Math.floor(delays.length / 2)];
  return `${percent(detected / incidents)} / ${precision}${delay === undefined ? '' : `, ${delay} min`}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
