import { isAlertRule } from '../model/alert.ts';
import type { Derived } from '../model/derived.ts';
import type { Metric, Service } from '../model/service.ts';
import type { MetricCatalogue, MetricShape } from '../query/shape.ts';

const TARGET_LABELS = ['job', 'instance', 'cluster', 'namespace', 'pod', 'environment'];
const SUFFIXES = ['_bucket', '_sum', '_count'];

type Shapes = Map<string, MetricShape[]>;

/** Every metric a query may name: what services expose, and what our own rules record. */
export function metricCatalogue(derived: Derived): MetricCatalogue {
  const byName: Shapes = new Map();
  const byJob: Shapes = new Map();
  for (const service of derived.estate.services) {
    for (const metric of service.metrics) {
      const shape = shapeOf(metric, service);
      add(byName, metric.name, shape);
      add(byJob, `${service.job} ${metric.name}`, shape);
    }
  }
  for (const shape of recorded(derived)) add(byName, shape.name, shape);
  const external = derived.estate.environments.flatMap((environment) => Object.keys(environment.labels));
  return {
    find: (name, job) => (job === undefined ? found('', name, byName) : found(`${job} `, name, byJob)),
    names: [...byName.keys()].sort(),
    targetLabels: new Set([...TARGET_LABELS, ...external]),
  };
}

function add(shapes: Shapes, key: string, shape: MetricShape): void {
  const there = shapes.get(key);
  if (there) there.push(shape);
  else shapes.set(key, [shape]);
}

function found(prefix: string, name: string, shapes: Shapes): readonly MetricShape[] {
  return shapes.get(prefix + name) ?? ofSuffix(prefix + name, shapes);
}

function shapeOf(metric: Metric, service: Service): MetricShape {
  const { name, type, unit, labels, buckets, native } = metric;
  return { name, type, unit, labels, native, jobs: [service.job], ...(type === 'histogram' ? { buckets } : {}) };
}

function ofSuffix(name: string, shapes: ReadonlyMap<string, readonly MetricShape[]>): readonly MetricShape[] {
  const suffix = SUFFIXES.find((one) => name.endsWith(one));
  const found = suffix === undefined ? [] : (shapes.get(name.slice(0, -suffix.length)) ?? []);
  return found.filter(({ type }) => type === 'histogram' || type === 'summary');
}

/** Recorded series: gauges with the labels of their rule, and for an SLO its grouping labels. */
function recorded(derived: Derived): MetricShape[] {
  const grouping = Object.fromEntries(derived.estate.slos.flatMap((slo) => slo.sli.groupBy).map((label) => [label, {}]));
  const shapes = new Map<string, MetricShape>();
  for (const rule of derived.groups.flatMap((group) => group.rules)) {
    if (isAlertRule(rule) || shapes.has(rule.record)) continue;
    const labels = { ...grouping, ...Object.fromEntries(Object.keys(rule.labels).map((label) => [label, {}])) };
    shapes.set(rule.record, { name: rule.record, type: 'gauge', unit: unitOf(rule.record), labels, jobs: [] });
  }
  return [...shapes.values()];
}

function unitOf(record: string): MetricShape['unit'] {
  if (/ratio/.test(record)) return 'ratio';
  return record.endsWith('_seconds') ? 'seconds' : 'count';
}
