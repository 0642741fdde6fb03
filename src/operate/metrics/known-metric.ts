import type { Derived } from '../../model/derived.ts';
import type { MetricType } from '../../query/shape.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';

/** A metric as it can be asked about: its family name, and how many series it has now. */
export interface KnownMetric {
  readonly name: string;
  readonly type: MetricType | 'unknown';
  /** Has no `_bucket` series: its samples are histograms. */
  readonly native: boolean;
  readonly unit: string;
  readonly help: string;
  /** Whose definitions declare it; empty where nobody's do. */
  readonly services: readonly string[];
  readonly series: number;
}

/** Series of a histogram or summary stand for one metric. */
const PARTS = ['_bucket', '_sum', '_count'] as const;
const TYPES: ReadonlySet<string> = new Set<MetricType>(['counter', 'gauge', 'histogram', 'summary', 'info', 'stateset']);

/** Every metric that has series at that moment, by name: what it is as the definitions say, else the server, else its name. */
export async function knownMetrics(prometheus: PrometheusReader, at: Date, derived: Derived | undefined): Promise<KnownMetric[]> {
  const names = await prometheus.names(at);
  const told = await prometheus.metadata();
  const declared = declaredIn(derived);
  const families = new Map<string, KnownMetric>();
  for (const [name, series] of names) {
    const family = familyOf(name, names, (one) => declared.get(one)?.type ?? told.get(one)?.type);
    const before = families.get(family);
    families.set(family, before ? { ...before, series: before.series + series } : metricOf(family, { series, names, told, declared }));
  }
  return [...families.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

type Declared = ReadonlyMap<string, Omit<KnownMetric, 'series' | 'name'>>;

function declaredIn(derived: Derived | undefined): Declared {
  const found = new Map<string, Omit<KnownMetric, 'series' | 'name'>>();
  for (const service of derived?.estate.services ?? [])
    for (const { name, type, native, unit, help } of service.metrics) {
      const services = [...(found.get(name)?.services ?? []), service.name];
      found.set(name, { type, native, unit, help, services });
    }
  return found;
}

/** `x_bucket` is of `x` where something says that `x` is a histogram, or all three parts are there. */
function familyOf(name: string, names: ReadonlyMap<string, number>, typeOf: (name: string) => string | undefined): string {
  const part = PARTS.find((one) => name.endsWith(one));
  if (part === undefined || typeOf(name) !== undefined) return name;
  const family = name.slice(0, -part.length);
  const type = typeOf(family);
  if (type === 'histogram' || type === 'summary') return family;
  return names.has(`${family}_bucket`) && names.has(`${family}_sum`) && names.has(`${family}_count`) ? family : name;
}

interface Context {
  readonly series: number;
  readonly names: ReadonlyMap<string, number>;
  readonly told: ReadonlyMap<string, { readonly type: string; readonly help: string; readonly unit: string }>;
  readonly declared: Declared;
}

function metricOf(name: string, { series, names, told, declared }: Context): KnownMetric {
  const ours = declared.get(name);
  if (ours) return { name, ...ours, series };
  const said = told.get(name) ?? told.get(name.replace(/_total$/, ''));
  const type = said && TYPES.has(said.type) ? (said.type as MetricType) : guessed(name, names); // looked up in the list of types
  const native = type === 'histogram' && !names.has(`${name}_bucket`);
  return { name, type, native, unit: said?.unit ?? '', help: said?.help ?? '', services: [], series };
}

/** By the conventions of names. https://prometheus.io/docs/practices/naming/ */
function guessed(name: string, names: ReadonlyMap<string, number>): KnownMetric['type'] {
  if (names.has(`${name}_bucket`)) return 'histogram';
  if (name.endsWith('_total')) return 'counter';
  return name.endsWith('_info') ? 'info' : 'unknown';
}
