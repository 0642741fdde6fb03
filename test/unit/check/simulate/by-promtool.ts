import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventCounts } from '../../../../src/check/simulate/event-counts.ts';
import type { SimulatedIncident } from '../../../../src/check/simulate/simulate.ts';
import { groupIntervalMs } from '../../../../src/derive/slo/timing.ts';
import type { estateWith } from './estate.ts';

export interface Case {
  readonly estate: ReturnType<typeof estateWith>;
  readonly perSecond: number;
  readonly simulated: SimulatedIncident;
}

/** The first and the last evaluation at which a tier fired, after the beginning of the measuring; undefined where it never did. */
export interface Fired {
  readonly tier: string;
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
}

/** When the generated rules fire in promtool on the events of the simulation: read from what it says it got instead of nonsense. */
export async function firedByPromtool({ estate, perSecond, simulated }: Case): Promise<Fired[]> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-simulate-'));
  try {
    const rules = estate.artifacts.find(({ path }) => path.endsWith('checkout.slo.availability.yaml'));
    await writeFile(join(folder, 'rules.yml'), rules?.text ?? 'the rules are missing');
    const lastMs = lastOf(estate, simulated);
    const asked = questions(estate, lastMs);
    const series = seriesOf(estate, perSecond, simulated, lastMs);
    const interval = `${groupIntervalMs(estate.slo)}ms`;
    const promql_expr_test = asked.map((expr) => ({
      expr,
      eval_time: `${lastMs}ms`,
      exp_samples: [{ labels: '{}', value: -1 }],
    }));
    const tests = [{ interval, input_series: series, promql_expr_test }];
    await writeFile(
      join(folder, 'test.yml'),
      JSON.stringify({ rule_files: ['rules.yml'], evaluation_interval: interval, tests }),
    );
    const said = await new Promise<string>((done) =>
      execFile('promtool', ['test', 'rules', 'test.yml'], { cwd: folder, maxBuffer: 2 ** 26 }, (_error, out, err) =>
        done(out + err),
      ),
    );
    return answers(said, asked, estate);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function lastOf({ slo }: Case['estate'], { beginsMs, durationMs, tiers }: SimulatedIncident): number {
  const interval = groupIntervalMs(slo);
  const resets = tiers.map(({ resetsMs }) => resetsMs ?? 0);
  return Math.ceil((beginsMs + durationMs + Math.max(...resets)) / interval) * interval + 10 * interval;
}

function questions({ slo }: Case['estate'], lastMs: number): string[] {
  const range = `[${lastMs}ms:${groupIntervalMs(slo)}ms]`;
  const ask = (edge: string, name: string) =>
    `${edge}(${edge}_over_time(timestamp(ALERTS{alertname="SloBurn",slo_tier="${name}",alertstate="firing"})${range}))`;
  return slo.tiers.flatMap(({ name }) => [ask('min', name), ask('max', name)]);
}

function seriesOf(
  { slo }: Case['estate'],
  perSecond: number,
  { incident, beginsMs, durationMs }: SimulatedIncident,
  lastMs: number,
) {
  const counts = eventCounts({ perSecond, beginsMs, endsMs: beginsMs + durationMs, ...incident });
  const moments = Array.from({ length: lastMs / groupIntervalMs(slo) + 1 }, (_, step) => step * groupIntervalMs(slo));
  const of = (code: string, count: (at: number) => number) => ({
    series: `http_requests_total{code="${code}",instance="a",job="checkout"}`,
    values: moments.map(count).join(' '),
  });
  return [of('2xx', (at) => counts.total(at) - counts.bad(at)), of('5xx', (at) => counts.bad(at))];
}

function answers(said: string, asked: readonly string[], { slo }: Case['estate']): Fired[] {
  const got = asked.map((expr) => {
    const block = said.slice(said.indexOf(`expr: ${JSON.stringify(expr)}`));
    const [, value] = /got:\s*(?:Labels: \{\}|\{\})?(?:, Sample: \[?|\s*)(nil|[\d.eE+-]+)/.exec(block) ?? [];
    return value === undefined || value === 'nil' ? undefined : Number(value) * 1000;
  });
  return slo.tiers.map(({ name }, index) => ({ tier: name, firstMs: got[2 * index], lastMs: got[2 * index + 1] }));
}
