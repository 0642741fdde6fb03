import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AnyMetric } from '../../../src/authored/metric.ts';
import { catalogues } from '../../../src/catalogues/kinds.ts';
import { UNITS } from '../../../src/kernel/unit.ts';

const folder = new URL('../../../src/catalogues/', import.meta.url);
const machinery = ['catalogue.ts', 'kinds.ts', 'recipe.ts'];
/** https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels */
const METRIC_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const LABEL_NAME = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;
/** The suffixes Prometheus itself puts on the parts of a histogram or summary. */
const RESERVED = /_(bucket|sum)$/;
/** What upstream really exports as a counter, or the kernel really counts up, under a name without `_total`. */
const NAMED_AGAINST_CONVENTION = ['envoy', 'haproxy', 'nginx-prometheus-exporter', 'node_exporter'];

const labelsOf = (metric: AnyMetric) => Object.keys((metric as unknown as { labels: object }).labels); // every metric has them
const helpOf = (metric: AnyMetric) => (metric as unknown as { help: string }).help; // kept from the options

describe('the table of catalogues', () => {
  it('lists every catalogue of the folder once', async () => {
    const files = readdirSync(folder).filter((file) => !machinery.includes(file));
    const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href) as Promise<object>));
    const exported = modules.flatMap((module) => Object.values(module)).filter((value) => value?.kind === 'catalogue');
    expect(exported).toHaveLength(files.length);
    expect(new Set(catalogues)).toEqual(new Set(exported));
    expect(new Set(catalogues.map(({ name }) => name)).size).toBe(catalogues.length);
  });

  it('has no metric twice: a name says which exporter it is of', () => {
    const names = catalogues.flatMap((each) => Object.keys(each.metrics));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('has counters without _total only where upstream does', () => {
    const foreign = (metric: AnyMetric) => metric.kind === 'counter' && !metric.name.endsWith('_total');
    const found = catalogues.filter(({ metrics }) => Object.values(metrics).some(foreign));
    expect(found.map(({ name }) => name)).toEqual(NAMED_AGAINST_CONVENTION);
  });
});

describe.each(catalogues.map((each) => [each.name, each] as const))('%s', (_, { metrics, source, version }) => {
  it('says which release it was read from, and where', () => {
    expect(version).toMatch(/^(v?\d+\.\d+\.\d+|[0-9a-f]{12})$/);
    expect(source).toMatch(/^https:\/\/github\.com\//);
    expect(source).toContain(version);
  });

  it.each(Object.entries(metrics))('%s obeys the data model', (name, metric) => {
    expect(metric.name).toBe(name);
    expect(name).toMatch(METRIC_NAME);
    expect(name).not.toMatch(RESERVED);
    expect(helpOf(metric)).toMatch(/^\S.*\.$/);
    expect(UNITS).toContain(metric.unit);
    for (const label of labelsOf(metric)) expect(label).toMatch(LABEL_NAME);
    expect(labelsOf(metric)).not.toContain('le');
  });

  it('has the unit its names end in', () => {
    for (const { name, unit } of Object.values(metrics)) {
      const suffix = /_(seconds|bytes|celsius|ratio)(_total)?$/.exec(name)?.[1];
      if (suffix) expect({ name, unit }).toEqual({ name, unit: suffix });
    }
  });

  it('has rising buckets', () => {
    for (const metric of Object.values(metrics)) {
      if (metric.kind !== 'histogram') continue;
      expect(metric.buckets.length).toBeGreaterThan(0);
      expect([...metric.buckets].sort((a, b) => a - b)).toEqual(metric.buckets);
    }
  });
});
