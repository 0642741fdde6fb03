import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Artifact } from '../../../src/artifacts/kind.ts';
import { compileModule } from '../../../src/program.ts';
import { findPromtool } from '../../../src/testing/promtool.ts';
import * as shop from '../testing/shop.ts';

const promtool = await findPromtool();
const artifacts = compileModule(shop, '2026-11-21').artifacts.filter(({ kind }) => /^prometheus-(?:rules|tests)$/.test(kind));

/** Rules that look right and are not: each is a mistake somebody has shipped. */
const MUTATIONS: readonly (readonly [what: string, change: (text: string) => string])[] = [
  ['either window suffices', (text) => inTier(text, 'page-quick', (expr) => expr.replace(' and ', ' or '))],
  [
    'the windows are swapped for longer ones',
    (text) => inTier(text, 'page-quick', (expr) => expr.replace('ratio_rate5m', 'ratio_rate6h')),
  ],
  [
    'only the short window is asked',
    (text) => inTier(text, 'page-quick', (expr) => expr.replace('ratio_rate1h', 'ratio_rate5m')),
  ],
  ['the factor is lower', (text) => inTier(text, 'page-quick', (expr) => expr.replaceAll('0.0144', '0.0134'))],
  ['the factor is far higher', (text) => inTier(text, 'page-quick', (expr) => expr.replaceAll('0.0144', '0.144'))],
  ['errors that never happened are no zero', (text) => text.replace(/ or on \(\) 0 \* slo:sli_total:increase30s\{[^}]*\}/, '')],
  [
    'a missing total is told by another label',
    (text) => text.replace('absent(slo:sli_total:rate5m', 'absent(slo:sli_totals:rate5m'),
  ],
  [
    'idle moments divide by nothing',
    (text) => text.replaceAll(/ > 0\)/g, ')').replaceAll('sum_over_time(slo:sli_bad', 'avg_over_time(slo:sli_bad'),
  ],
];

describe.skipIf(!promtool)('the generated tests of an SLO, by promtool (skipped where there is none)', () => {
  test('pass for what is generated', { timeout: 120_000 }, async () => {
    expect(await failures((text) => text)).toEqual([]);
  });

  test.each(MUTATIONS)('fail where %s', { timeout: 120_000 }, async (_, change) => {
    expect(await failures(change)).not.toEqual([]);
  });
});

function inTier(text: string, tier: string, change: (expr: string) => string): string {
  const rules = text.split(/(?=^ {6}- (?:alert|record):)/m);
  return rules.map((rule) => (rule.includes(`slo_tier: ${tier}`) ? change(rule) : rule)).join('');
}

/** The names of the tests that fail when the rules are changed so. */
async function failures(change: (text: string) => string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-mutation-'));
  try {
    for (const artifact of artifacts) await write(folder, artifact, change);
    const tests = artifacts.filter(({ kind }) => kind === 'prometheus-tests').map(({ path }) => path);
    const report = await promtool?.testRules(folder, tests);
    return (report?.cases ?? []).filter((one) => one.failures.length > 0).map(({ name }) => name);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(folder: string, { kind, path, text }: Artifact, change: (text: string) => string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  const changed = kind === 'prometheus-rules' && path.includes('checkout') ? change(text) : quick(text);
  await writeFile(join(folder, path), changed);
}

/** Without the tests of the tickets, which take hours of simulated time: none of these mistakes is theirs. */
function quick(text: string): string {
  const tests = text.split(/(?=^ {2}- name: )/m);
  return tests.filter((one) => !/^ {2}- name: "[^"]*ticket-/.test(one)).join('');
}
