import { once } from '../kernel/once.ts';
import type { Derived } from '../model/derived.ts';
import { DEFAULT_MS } from '../model/scrape-interval.ts';
import type { Metric, Service } from '../model/service.ts';
import { serviceGraphMetrics } from '../model/service-graph.ts';
import { tenantLabel } from '../model/sharing.ts';
import type { MetricCatalogue, MetricShape } from '../query/shape.ts';
import { sliKinds } from '../sli/kinds.ts';
import { type Recordings, recordingsOf, withNames } from './recordings.ts';
import { standingRecordings } from './standing-rules.ts';

const TARGET_LABELS = ['job', 'instance', 'cluster', 'namespace', 'pod', 'environment'];
const SUFFIXES = ['_bucket', '_sum', '_count'];

type Shapes = Map<string, MetricShape[]>;

/** The metrics of an estate, and what is known of the recordings from their own expressions. */
export interface EstateCatalogue extends MetricCatalogue {
  readonly analyse: Recordings['analyse'];
  /** The recordings of a name, and where their rules stand. */
  readonly recordingsNamed: Recordings['named'];
  /** What a rule may name: Prometheus evaluates it itself, where no series has an external label yet. */
  readonly forRules: MetricCatalogue;
}

/** Every metric a query may name: what services expose, and what our own rules record. */
export function metricCatalogue(derived: Derived, settings: Pick<MetricCatalogue, 'unknownValues'> = {}): EstateCatalogue {
  const declared = { ...declaredCatalogue(derived), ...settings };
  const inside = withoutExternal(declared);
  const every = fastestSeconds(derived, 'evaluationIntervalMs');
  const {
    analyse,
    circleOf,
    find: recorded,
    named,
    names,
  } = recordingsOf(() => standingRecordings(derived.groups), inside, every);
  const find: MetricCatalogue['find'] = (name, job) => {
    const found = declared.find(name, job);
    return found.length > 0 || job !== undefined ? found : recorded(name, []);
  };
  const sorted = once(() => [...new Set([...declared.names, ...names()])].sort());
  const all = { ...declared, find, recorded, circleOf };
  const forRules = withNames({ ...all, targetLabels: inside.targetLabels }, sorted);
  return Object.assign(withNames(all, sorted), { analyse, recordingsNamed: named, forRules });
}

/** What Prometheus adds when data leaves it is not on the series it has stored. */
function withoutExternal(declared: MetricCatalogue): MetricCatalogue {
  const { targetLabels, externalLabels } = declared;
  return { ...declared, targetLabels: new Set([...targetLabels].filter((label) => !externalLabels?.has(label))) };
}

function declaredCatalogue(derived: Derived): MetricCatalogue {
  const byName: Shapes = new Map();
  const byJob: Shapes = new Map();
  const everySeconds = fastestSeconds(derived, 'scrapeIntervalMs');
  for (const service of derived.estate.services) {
    for (const metric of service.metrics) {
      const shape = shapeOf(metric, service, everySeconds);
      add(byName, metric.name, shape);
      add(byJob, `${service.job} ${metric.name}`, shape);
    }
  }
  for (const { sli } of derived.estate.slos) {
    const kind = sliKinds.get(sli.type);
    const provided = kind && 'provides' in kind ? kind.provides?.(sli.settings) : undefined;
    for (const shape of provided ?? []) add(byName, shape.name, shape);
  }
  for (const shape of serviceGraphMetrics(derived.estate)) add(byName, shape.name, shape);
  const external = derived.estate.environments.flatMap(({ labels, ...one }) => [
    'environment',
    ...Object.keys(labels),
    ...tenantLabel(one),
  ]);
  return {
    find: (name, job) => (job === undefined ? found('', name, byName) : found(`${job} `, name, byJob)),
    names: [...byName.keys()],
    targetLabels: new Set([...TARGET_LABELS, ...external]),
    externalLabels: new Set(external),
    instances: new Map(derived.estate.services.map((service) => [service.job, targetsOf(service, derived)])),
  };
}

/** A service that is not listed answers at one address. */
function targetsOf(service: Service, { estate }: Derived): number {
  return Math.max(
    1,
    ...estate.environments.map(({ probes, runs }) => (probes.get(service)?.at ?? runs.get(service))?.length ?? 1),
  );
}

/** Of all environments the shortest interval: most samples. */
function fastestSeconds({ estate }: Derived, interval: 'scrapeIntervalMs' | 'evaluationIntervalMs'): number {
  const all = estate.environments.flatMap(({ servers }) => servers.prometheus?.[interval] ?? []);
  return (all.length === 0 ? DEFAULT_MS : Math.min(...all)) / 1000;
}

function add(shapes: Shapes, key: string, shape: MetricShape): void {
  const there = shapes.get(key);
  if (there) there.push(shape);
  else shapes.set(key, [shape]);
}

function found(prefix: string, name: string, shapes: Shapes): readonly MetricShape[] {
  return shapes.get(prefix + name) ?? ofSuffix(prefix + name, shapes);
}

function shapeOf(metric: Metric, service: Service, everySeconds: number): MetricShape {
  const { name, type, unit, labels, buckets, quantiles, native } = metric;
  const own = service.scrape?.intervalMs;
  const scrapeSeconds = own === undefined ? everySeconds : own / 1000;
  const common = { name, type, unit, labels, native, jobs: [service.job], scrapeSeconds };
  if (type === 'summary') return { ...common, quantiles };
  return type === 'histogram' ? { ...common, buckets } : common;
}

function ofSuffix(name: string, shapes: ReadonlyMap<string, readonly MetricShape[]>): readonly MetricShape[] {
  const suffix = SUFFIXES.find((one) => name.endsWith(one));
  const found = suffix === undefined ? [] : (shapes.get(name.slice(0, -suffix.length)) ?? []);
  return found.filter(({ type }) => type === 'histogram' || type === 'summary');
}
