/** What the generated rules answer for patterns, by promtool: it prints what it got where it expected something else, so it always does. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printYaml } from '../../../src/kernel/yaml.ts';
import { compileModule } from '../../../src/program.ts';
import type { Promtool } from '../../../src/testing/promtool.ts';
import { hourScale } from './hour-scale.ts';
import { EVALUATION_S, EVALUATIONS, type Exposed, type Pattern, SCRAPE_S } from './pattern.ts';

/** Evaluations in one number: a bit each. */
const BITS = 50;
const WANTED_NEVER = -1;
export const LOOKED_AT = [40, 100, 150, 200, 250, EVALUATIONS];
/** Every window its rules know. */
export const WINDOWS: readonly (readonly [name: string, seconds: number])[] = [
  ['2m', 120],
  ['5m', 300],
  ['10m', 600],
  ['24m', 1440],
  ['1h', 3600],
  ['2h', 7200],
  ['4h', 14_400],
];
const TIERS = ['quick', 'slow'] as const;

export interface Answer {
  /** By window, at each evaluation that is looked at. */
  readonly ratios: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** By tier, at each evaluation from 1 on. */
  readonly firing: ReadonlyMap<string, readonly boolean[]>;
}

export async function answersOf(patterns: readonly Pattern[], promtool: Promtool): Promise<Answer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-exact-'));
  try {
    await writeFile(join(folder, 'rules.yaml'), rules());
    const tests = patterns.map(({ series }, index) => testOf(series, index));
    const file = { rule_files: ['rules.yaml'], evaluation_interval: `${EVALUATION_S}s`, fuzzy_compare: false, tests };
    await writeFile(join(folder, 'patterns.yaml'), printYaml(file));
    const { output } = await promtool.testRules(folder, ['patterns.yaml']);
    return patterns.map((_, index) => answerOf(output, index));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Tells whether results are of the rules of today. */
export function rulesDigest(): string {
  return createHash('sha256').update(rules()).digest('hex').slice(0, 12);
}

function rules(): string {
  written ??= compiled();
  return written;
}

let written: string | undefined;

function compiled(): string {
  const built = compileModule(hourScale, '2026-11-21');
  const [problem] = built.diagnostics.filter(({ severity }) => severity === 'error');
  if (problem) throw new Error(problem.message);
  return built.artifacts.find(({ path }) => path.endsWith('rules/shop.slo.requests.yaml'))?.text ?? '';
}

function testOf(series: readonly Exposed[], index: number): object {
  const bits = Array.from({ length: EVALUATIONS / BITS }, (_, chunk) => chunk);
  const asked = [
    ...WINDOWS.flatMap(([window]) =>
      LOOKED_AT.map((evaluation) => ({ expr: `sum(slo:sli_error:ratio_rate${window}) + 0 * ${index}`, evaluation })),
    ),
    ...TIERS.flatMap((tier) => bits.map((chunk) => ({ expr: bitsOf(tier, chunk, index), evaluation: (chunk + 1) * BITS }))),
  ];
  return {
    interval: `${SCRAPE_S}s`,
    input_series: series.map(({ instance, code, values }) => ({
      series: `requests_total{job="shop",instance="${instance}",code="${code}"}`,
      values: notation(values),
    })),
    promql_expr_test: asked.map(({ expr, evaluation }) => ({
      expr,
      eval_time: `${evaluation * EVALUATION_S}s`,
      exp_samples: [{ labels: '{}', value: WANTED_NEVER }],
    })),
  };
}

/** Bit i is set where the tier fires i evaluations after the first of the chunk. */
function bitsOf(tier: string, chunk: number, index: number): string {
  const first = (chunk * BITS + 1) * EVALUATION_S;
  const each = `sum(ALERTS{slo_tier="${tier}",alertstate="firing"}) * 2 ^ ((time() - ${first}) / ${EVALUATION_S})`;
  return `(sum_over_time((${each})[${BITS * EVALUATION_S}s:${EVALUATION_S}s]) or vector(0)) + 0 * ${index}`;
}

/** promtool's: runs of one value are `AxN`, of none `_xN`. */
function notation(values: readonly (number | undefined)[]): string {
  const runs: { value: number | undefined; count: number }[] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last && last.value === value) last.count++;
    else runs.push({ value, count: 1 });
  }
  return runs.map(({ value, count }) => (value === undefined ? `_x${count}` : `${value}x${count - 1}`)).join(' ');
}

function answerOf(output: string, index: number): Answer {
  const ratios = new Map(WINDOWS.map(([window]) => [window, new Map<number, number>()]));
  const firing = new Map<string, boolean[]>(TIERS.map((tier) => [tier, Array<boolean>(EVALUATIONS + 1).fill(false)]));
  const found = /expr: "(.*?) \+ 0 \* (\d+)", time: (\S+),\n.*\n\s+got: (?:nil|\{\} (\S+))/g;
  for (const [, expr = '', of, time = '', got] of output.matchAll(found)) {
    if (Number(of) !== index || got === undefined) continue;
    const evaluation = secondsOf(time) / EVALUATION_S;
    const tier = TIERS.find((name) => expr.includes(`\\"${name}\\"`));
    if (!tier) ratios.get(/rate(\w+)\)/.exec(expr)?.[1] ?? '')?.set(evaluation, Number(got));
    else setBits(firing.get(tier) ?? [], evaluation - BITS + 1, Number(got));
  }
  return { ratios, firing };
}

function setBits(fires: boolean[], first: number, bits: number): void {
  for (let bit = 0; bit < BITS; bit++) if ((BigInt(bits) >> BigInt(bit)) & 1n) fires[first + bit] = true;
}

/** `1h15m30s` */
function secondsOf(text: string): number {
  const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };
  return [...text.matchAll(/(\d+)([hms])/g)].reduce((sum, [, count, unit = 's']) => sum + Number(count) * (units[unit] ?? 1), 0);
}
