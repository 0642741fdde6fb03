import { parseDuration } from '../../../src/kernel/duration.ts';
import { resolveAll } from '../../support/estate.ts';
import { ruleFailures } from '../../support/rule-tests.ts';
import { definitions } from './methods.ts';
import { JUDGED_FROM, LENGTH, STEP_MINUTES, type Synthetic } from './synthetic.ts';

/** A time without a gap in which an alert fired, in minutes; `to` is exclusive. */
export interface Firing {
  readonly from: number;
  readonly to: number;
}
/** By method, then by pattern and seed. */
export type Firings = ReadonlyMap<string, readonly Firing[]>;

/** A float holds so many whole bits. */
const BITS = 50;
const WINDOW_MINUTES = BITS * STEP_MINUTES;

/** When each alert fired on each series, by real promtool; the keys are those of `keyOf`. */
export async function measure(series: readonly Synthetic[]): Promise<Firings> {
  const failures = await ruleFailures(resolveAll(definitions).artifacts, { own: { measured: testFile(series) } });
  const fired = new Map<string, Set<number>>();
  for (const [, minute, got] of failures.join('\n').matchAll(/time: (\S+),[\s\S]*?got:(.*)/g)) {
    for (const [, labels = '', value] of (got ?? '').matchAll(/\{([^}]*)\} ([^\s,]+)/g)) {
      const key = keyIn(labels);
      const minutes = fired.get(key) ?? new Set();
      for (const one of minutesOf(Number(value), minutesIn(minute ?? ''))) minutes.add(one);
      fired.set(key, minutes);
    }
  }
  return new Map([...fired].map(([key, minutes]) => [key, firingsOf([...minutes].sort((a, b) => a - b))]));
}

export function keyOf(method: string, pattern: string, seed: number): string {
  return `${method} ${pattern} ${seed}`;
}

function keyIn(labels: string): string {
  const read = Object.fromEntries([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  return keyOf(read['alertname'] ?? '', read['pattern'] ?? '', Number(read['seed']));
}

function testFile(series: readonly Synthetic[]): string {
  const input = series.map(({ pattern, seed, values }) => {
    const labels = `job="synthetic",pattern="${pattern}",seed="${seed}"`;
    return `      - { series: 'value{${labels}}', values: '${values.join(' ')}' }`;
  });
  const expr = `sum_over_time((ALERTS{alertstate="firing"} * 2 ^ (time() / ${STEP_MINUTES * 60} % ${BITS}))[${WINDOW_MINUTES}m:${STEP_MINUTES}m])`;
  const asked = asksAt().map((minute) => `      - { expr: '${expr}', eval_time: ${minute}m, exp_samples: [] }`);
  return [
    "rule_files: ['../rules/synthetic.yaml']",
    `evaluation_interval: ${STEP_MINUTES}m`,
    'tests:',
    `  - interval: ${STEP_MINUTES}m`,
    '    input_series:',
    ...input,
    '    promql_expr_test:',
    ...asked,
  ].join('\n');
}

/** The last moments of the windows that cover what is judged. */
function asksAt(): number[] {
  const first = Math.floor(JUDGED_FROM / WINDOW_MINUTES);
  const count = Math.ceil((LENGTH - JUDGED_FROM) / WINDOW_MINUTES) + 1;
  return Array.from({ length: count }, (_, index) => (first + index + 1) * WINDOW_MINUTES - STEP_MINUTES);
}

/** One bit for each sample of the window that ends here. */
function minutesOf(mask: number, last: number): number[] {
  const bits = BigInt(mask);
  const first = last - WINDOW_MINUTES + STEP_MINUTES;
  return Array.from({ length: BITS }, (_, bit) => bit)
    .filter((bit) => (bits >> BigInt(bit)) & 1n)
    .map((bit) => first + bit * STEP_MINUTES)
    .filter((minute) => minute >= JUDGED_FROM && minute < LENGTH);
}

function minutesIn(printed: string): number {
  return (parseDuration(printed) ?? 0) / 60_000;
}

function firingsOf(minutes: readonly number[]): Firing[] {
  const firings: { from: number; to: number }[] = [];
  for (const minute of minutes) {
    const last = firings.at(-1);
    if (last?.to === minute) last.to = minute + STEP_MINUTES;
    else firings.push({ from: minute, to: minute + STEP_MINUTES });
  }
  return firings;
}
