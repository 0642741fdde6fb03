/** What the analysis says of an expression, and what a real Prometheus answers over data that is as declared. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analysePromql } from '../../src/query/promql/analyse.ts';
import type { Facts } from '../../src/query/promql/facts.ts';
import { parsePromql } from '../../src/query/promql/parse.ts';
import { printPromql } from '../../src/query/promql/print.ts';
import type { Expr } from '../../src/query/promql/tree.ts';
import type { Container } from './container.ts';
import { CATALOGUE } from './promql/catalogue.ts';
import { contradictions } from './promql/contradictions.ts';
import { generatedSeries, MINUTES, START_MS } from './promql/data.ts';
import { expression } from './promql/generate.ts';
import { prometheusWith } from './promql/prometheus-with.ts';
import { type Answer, canonical, eachOf, instantQuery } from './promql/query.ts';
import { type Random, seeded } from './promql/random.ts';
import { record } from './promql/recordings.ts';
import { serverSuite } from './support.ts';

const SEED = Number(process.env['SIGNALBOX_SEED'] ?? 4);
/** More for a long run: `SIGNALBOX_EXPRESSIONS=20000`. */
const COUNT = Number(process.env['SIGNALBOX_EXPRESSIONS'] ?? 600);
const AT_ONCE = 4;
/** How far the bound of the samples may lie above what is touched, over all expressions without a subquery. */
const LOOSE = 2;

interface Case {
  readonly text: string;
  readonly expr: Expr;
  readonly facts: Facts;
  readonly timeMs: number;
}

/** Now and then before there is any data. */
function cases(random: Random): Case[] {
  return Array.from({ length: COUNT }, () => {
    const text = expression(random);
    const { expr, problems } = parsePromql(text, { experimental: true });
    if (!expr || problems.length > 0) throw new Error(`${text}: ${problems[0]?.message}`);
    const minute = random.chance(0.1) ? -120 : 10 + random.below(MINUTES - 10);
    return { text, expr, facts: analysePromql(expr, CATALOGUE).result, timeMs: START_MS + minute * 60_000 + 7_000 };
  });
}

await serverSuite(['prometheus'], `expressions of seed ${SEED} in a real Prometheus`, () => {
  let server: Container;
  const answered: (Case & { readonly answer: Answer })[] = [];
  const refused: string[] = [];

  beforeAll(async () => {
    server = await prometheusWith(generatedSeries(seeded(SEED)));
    await record(server.url);
    await eachOf(cases(seeded(SEED)), AT_ONCE, async (one) => {
      const answer = await instantQuery(server.url, one.text, one.timeMs);
      if (typeof answer === 'string') refused.push(`${one.text}: ${answer}`);
      else answered.push({ ...one, answer });
    });
  }, 120_000);
  afterAll(() => server?.stop());

  /** Which series `limitk` and `topk` take of equal ones is left to the order of a Go map: asked often, they take others. */
  const asked = (query: string, timeMs: number) =>
    eachOf(Array.from({ length: 12 }), AT_ONCE, async () => canonical(await instantQuery(server.url, query, timeMs)));

  test('are answered, most of them with something that could contradict', () => {
    expect(answered.length, refused.slice(0, 5).join('\n')).toBeGreaterThan(COUNT * 0.9);
    const share = (holds: (one: (typeof answered)[number]) => boolean) => answered.filter(holds).length / answered.length;
    expect(share(({ answer }) => answer.result.length > 0)).toBeGreaterThan(0.5);
    expect(share(({ facts }) => !facts.labels.open)).toBeGreaterThan(0.8);
    expect(share(({ facts }) => facts.empty === 'never')).toBeGreaterThan(0.05);
    expect(share(({ facts }) => facts.empty === 'always')).toBeGreaterThan(0.05);
    expect(share(({ facts }) => Number.isFinite(facts.bounds.min) || Number.isFinite(facts.bounds.max))).toBeGreaterThan(0.5);
  });

  test('give what the analysis says: labels, emptiness, bounds, number of series, samples', () => {
    const wrong = answered.flatMap(({ text, facts, answer }) =>
      contradictions(facts, answer).map((what) => `${text}\n    ${what}`),
    );
    expect(wrong.slice(0, 20).join('\n')).toBe('');
  });

  test('touch not far fewer samples than their bound', () => {
    const counted = answered.filter(({ text, facts }) => !/:[0-9a-z]*\]/.test(text) && Number.isFinite(facts.samples));
    const sum = (samples: (one: (typeof answered)[number]) => number) => counted.reduce((all, one) => all + samples(one), 0);
    const before = (one: Case) => one.timeMs < START_MS;
    const touched = sum(({ answer }) => answer.samples);
    expect(sum((one) => (before(one) ? 0 : one.facts.samples)) / touched).toBeLessThan(LOOSE);
  });

  test('give the same when they are printed', async () => {
    const changed = answered.filter(({ text, expr }) => printPromql(expr) !== text);
    expect(changed.length).toBeGreaterThan(COUNT * 0.7);
    const different = await eachOf(answered, AT_ONCE, async ({ text, expr, timeMs, answer }) => {
      const printed = printPromql(expr);
      const first = canonical(await instantQuery(server.url, printed, timeMs));
      if (first === canonical(answer)) return [];
      const own = new Set([canonical(answer), ...(await asked(text, timeMs))]);
      const isChance = own.size > 1 || (await asked(printed, timeMs)).some((one) => own.has(one));
      return isChance ? [] : [`${text}\n    ${printed}\n    ${first}\n    ${canonical(answer)}`];
    });
    expect(different.flat().slice(0, 10).join('\n')).toBe('');
  }, 120_000);
});
