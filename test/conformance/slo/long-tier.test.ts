/** A tier longer than three days, which is summed from stretches: its groups run once a stretch here, so that hours are few evaluations. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { events, slo, tier } from 'signalbox';
import { expect, test } from 'vitest';
import { printYaml } from '../../../src/kernel/yaml.ts';
import { compileModule } from '../../../src/program.ts';
import { findPromtool } from '../../../src/testing/promtool.ts';
import { hourScale, requests } from './hour-scale.ts';

const { shop } = hourScale;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const STRETCH = 5 * MINUTE;
const SCRAPE = 30;
const [CALM, BAD] = [24 * HOUR, 4 * HOUR];
const THRESHOLD = 0.01;
const SHARE = 0.5;
const [LONG, SHORT] = [6 * 24 * HOUR, 12 * HOUR];

const promtool = await findPromtool();

test.skipIf(!promtool)(
  'a tier of six days fires and resets when it should (skipped without promtool)',
  async () => {
    // what was not measured counts as good, so the whole window counts however young the service is
    const fires = CALM + (THRESHOLD * LONG) / SHARE;
    const resets = CALM + BAD + SHORT - (THRESHOLD * SHORT) / SHARE;
    const late = 2 * STRETCH + SCRAPE;
    const firing = 'count(ALERTS{alertname="SloBurn",slo_tier="weekly",alertstate="firing"}) or vector(0)';
    const moments = [
      [fires - STRETCH, 0],
      [fires + late, 1],
      [resets - STRETCH, 1],
      [resets + late, 0],
    ] as const;
    const asked = moments.map(([at, value]) => ({
      expr: firing,
      eval_time: `${Math.ceil(at / STRETCH) * STRETCH}s`,
      exp_samples: [{ labels: '{}', value }],
    }));
    const { ok, output } = await run({
      rule_files: ['rules.yaml'],
      evaluation_interval: `${STRETCH}s`,
      fuzzy_compare: false,
      tests: [{ interval: `${SCRAPE}s`, input_series: series(), promql_expr_test: asked }],
    });
    expect(output).not.toContain('got:');
    expect(ok).toBe(true);
  },
  240_000,
);

/** As many requests all the time; half of them fail for four hours. */
function series(): object[] {
  const [calm, bad, after] = [CALM / SCRAPE, BAD / SCRAPE, (SHORT + 2 * HOUR) / SCRAPE];
  const name = (code: string) => `requests_total{job="shop",instance="a",code="${code}"}`;
  const [before, since] = [calm * 100, calm * 100 + bad * 50];
  return [
    { series: name('200'), values: `0+100x${calm} ${before + 50}+50x${bad - 1} ${since + 100}+100x${after - 1}` },
    { series: name('500'), values: `0x${calm} 50+50x${bad - 1} ${bad * 50}x${after - 1}` },
  ];
}

async function run(file: object): Promise<{ ok: boolean; output: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-long-'));
  try {
    await writeFile(join(folder, 'rules.yaml'), rules());
    await writeFile(join(folder, 'long.yaml'), printYaml(file));
    const report = await promtool?.testRules(folder, ['long.yaml']);
    return { ok: report?.ok ?? false, output: report?.output ?? '' };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rules(): string {
  const weekly = slo({
    service: shop,
    name: 'requests',
    objective: '99%',
    window: '30d',
    sli: events({ total: requests, bad: requests.where({ code: '500' }) }),
    alerts: [tier({ name: 'weekly', severity: 'warning', spend: '20%', within: '6d' })],
  });
  const { artifacts, diagnostics } = compileModule({ ...hourScale, requests: weekly }, '2026-11-21');
  const [problem] = diagnostics.filter(({ severity }) => severity === 'error');
  if (problem) throw new Error(problem.message);
  return artifacts.find(({ path }) => path.endsWith('rules/shop.slo.requests.yaml'))?.text ?? '';
}
