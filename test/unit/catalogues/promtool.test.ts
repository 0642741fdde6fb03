import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { AnyMetric } from '../../../src/authored/metric.ts';
import { catalogues } from '../../../src/catalogues/kinds.ts';

const found = spawnSync('promtool', ['--version']).status === 0;
/** Exit codes of `promtool check metrics`: https://github.com/prometheus/prometheus/blob/main/cmd/promtool/main.go */
const FINE = 0;
const LINT = 3;
/** What promtool dislikes about names that are upstream's, not ours to mend. */
const UPSTREAMS_OWN = [
  'counter metrics should have "_total" suffix',
  'non-counter metrics should not have "_total" suffix',
  'non-histogram and non-summary metrics should not have',
  'metric names should be written in',
  'metric names should not contain abbreviated units',
  'use base unit',
  'metric name should not include type',
];

interface Described {
  readonly help: string;
  readonly labels: Readonly<Record<string, { readonly values?: readonly string[] }>>;
}

function exposition(metrics: readonly AnyMetric[]): string {
  return metrics.map((metric) => block(metric, metric as unknown as Described)).join(''); // every metric keeps help and labels
}

function block(metric: AnyMetric, { help, labels }: Described): string {
  const { name } = metric;
  const type = metric.kind === 'info' ? 'gauge' : metric.kind;
  const pairs = Object.entries(labels).map(([label, { values }]) => `${label}="${values?.[0] ?? 'x'}"`);
  const series = (suffix: string, more: readonly string[] = []) => `${name}${suffix}{${[...pairs, ...more].join(',')}} 1\n`;
  const bounds = metric.kind === 'histogram' ? [...metric.buckets, '+Inf'] : [];
  const parts = bounds.map((bound) => series('_bucket', [`le="${bound}"`])).join('') + series('_sum') + series('_count');
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${metric.kind === 'histogram' ? parts : series('')}`;
}

function check(input: string) {
  const { status, stderr } = spawnSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8' });
  const complaints = stderr.split('\n').filter((line) => line !== '');
  return { status, unexpected: complaints.filter((line) => !UPSTREAMS_OWN.some((known) => line.includes(known))) };
}

describe.skipIf(!found)('promtool check metrics (skipped where promtool is not on the PATH)', () => {
  it.each(catalogues.map((each) => [each.name, each] as const))('accepts %s', (_, { metrics }) => {
    const { status, unexpected } = check(exposition(Object.values(metrics)));
    expect(unexpected).toEqual([]);
    expect([FINE, LINT]).toContain(status);
  });

  it('refuses what is no exposition, and a counter without help', () => {
    expect(check('# TYPE x counter\n# TYPE x gauge\nx 1\n').status).not.toBe(FINE);
    expect(check('# TYPE x_total counter\nx_total 1\n').unexpected).toEqual(['x_total no help text']);
  });
});
