import { type AnyMetric, METRIC_KINDS } from '../../authored/metric.ts';
import type { Picked } from '../../catalogues/catalogue.ts';
import { type Address, addressOf } from '../../kernel/address.ts';
import { sortedBy } from '../../kernel/canonical.ts';
import { nearest } from '../../kernel/nearest.ts';
import type { Metric, Scrape, Service, System, Team } from '../../model/service.ts';
import type { LabelShape, MetricType } from '../../query/shape.ts';
import type { AuthoredService } from '../service.ts';
import { addressIn, durationIn, missing, type Report } from './report.ts';

export interface ResolvedServices {
  readonly services: ReadonlyMap<object, Service>;
  /** The jobs that expose each authored metric object. */
  readonly jobs: ReadonlyMap<object, readonly string[]>;
}

export function resolveServices(
  authored: readonly AuthoredService[],
  systems: ReadonlyMap<object, System>,
  teams: ReadonlyMap<object, Team>,
  report: Report,
): ResolvedServices {
  const services = new Map<object, Service>();
  const titleOf = titlesOf(authored);
  const jobs = new Map<object, string[]>();
  for (const one of sortedBy(authored, (service) => String(service.name))) {
    const address = addressIn(one.name, 'service', one, report);
    const system = one.system && systems.get(one.system);
    const owner = (one.owner && teams.get(one.owner)) ?? system?.owner;
    const listed = listMetrics(one, address, report);
    for (const { metric } of listed) {
      const exposing = jobs.get(metric);
      if (exposing) exposing.push(one.name);
      else jobs.set(metric, [one.name]);
    }
    if (!owner) noOwner(one, address, report);
    else services.set(one, { title: titleOf(one), ...serviceOf(one, address, system, owner, listed, report) });
  }
  return { services, jobs };
}

/** Two services may have one title, which panels, sections and reports are called by: there they are told apart by their names. */
function titlesOf(authored: readonly AuthoredService[]): (one: AuthoredService) => string {
  const plain = ({ name, title }: AuthoredService) => title ?? name;
  const times = new Map<string, number>();
  for (const one of authored) times.set(plain(one), (times.get(plain(one)) ?? 0) + 1);
  return (one) => ((times.get(plain(one)) ?? 0) > 1 && plain(one) !== one.name ? `${plain(one)} (${one.name})` : plain(one));
}

function noOwner(one: AuthoredService, address: Address, report: Report): void {
  if ('owner' in one && one.owner === undefined) {
    missing('owner', address, one, report);
    return;
  }
  report.error('service/no-owner', address, `Nobody owns ${one.name}, so nobody is told of its alerts.`, {
    origin: one,
    fix: 'write `owner: team`, or put it into a `system` that has one',
  });
}

function serviceOf(
  one: AuthoredService,
  address: Address,
  system: System | undefined,
  owner: Team,
  listed: readonly Listed[],
  report: Report,
): Omit<Service, 'title'> {
  const metrics = listed.map(({ metric, catalogue }) => metricOf(one.name, metric, catalogue, report));
  const fromCatalogue = listed.some(({ catalogue }) => catalogue !== undefined);
  return {
    address,
    name: one.name,
    origin: one,
    system,
    owner,
    tier: one.tier ?? 3,
    metrics: sortedBy(metrics, (metric) => metric.name),
    scrape: one.scrape && scrapeOf(one, fromCatalogue, address, report),
    ...(one.retired && { retired: { below: one.retired.below, versions: one.retired.versions ?? [] } }),
    job: one.name,
  };
}

function scrapeOf(one: AuthoredService, fromCatalogue: boolean, address: Address, report: Report): Scrape | undefined {
  const { scrape } = one;
  if (!scrape) return undefined;
  if (!Number.isInteger(scrape.port) || scrape.port < 1 || scrape.port > 65535) {
    report.error('service/port', address, `${scrape.port} is no port.`, { origin: one, fix: 'write a number from 1 to 65535' });
  }
  return {
    port: scrape.port,
    path: scrape.path ?? '/metrics',
    scheme: scrape.scheme ?? 'http',
    intervalMs:
      scrape.interval === undefined ? undefined : durationIn(scrape.interval, 15_000, 'scrape.interval', address, one, report),
    keep: scrape.keep ?? (fromCatalogue ? 'declared' : 'all'),
  };
}

interface Listed {
  readonly metric: AnyMetric;
  readonly catalogue: string | undefined;
}

function listMetrics(one: AuthoredService, address: Address, report: Report): Listed[] {
  const { metrics } = one;
  if (metrics === undefined) {
    if ('metrics' in one) missing('metrics', address, one, report);
    return [];
  }
  return [...heldIn(metrics)].flatMap((value) =>
    isPicked(value) ? picked(value, one, address, report) : [{ metric: value, catalogue: undefined }],
  );
}

/** Each metric once, however deep in sets and lists. What has a kind of its own is no set. */
function heldIn(
  value: unknown,
  found = new Set<AnyMetric | Picked>(),
  seen = new Set<unknown>(),
): ReadonlySet<AnyMetric | Picked> {
  if (isPicked(value) || isMetric(value)) return found.add(value);
  if (typeof value !== 'object' || value === null || 'kind' in value || seen.has(value)) return found;
  seen.add(value);
  for (const one of Object.values(value)) heldIn(one, found, seen);
  return found;
}

const NO_METRICS = "write catalogue({ name: 'door_exporter', version: '1.2', source: 'https://…', metrics: () => ({ … }) })";

function picked(value: Picked, one: AuthoredService, address: Address, report: Report): Listed[] {
  const catalogue = `${value.catalogue} ${value.version}`.trim();
  for (const name of value.asked.filter((asked) => !Object.hasOwn(value.metrics, asked))) {
    const close = nearest(name, value.known);
    const others = value.known.length > 0 ? `choose one of its ${value.known.length} metrics` : NO_METRICS;
    const fix = close === undefined ? others : `it is called ${close}`;
    report.error('catalogue/unknown-metric', address, `${catalogue} has no metric ${String(name)}.`, { origin: one, fix });
  }
  return Object.values(value.metrics).map((metric) => ({ metric, catalogue }));
}

interface Written {
  readonly help?: string;
  readonly labels?: Readonly<Record<string, LabelShape>>;
  readonly buckets?: readonly number[];
  readonly native?: boolean;
  readonly exemplars?: boolean;
  readonly quantiles?: readonly number[];
  readonly retention?: string;
}

/** One for all: most metrics have neither buckets nor quantiles. */
const NONE: readonly number[] = [];

function metricOf(service: string, metric: AnyMetric, catalogue: string | undefined, report: Report): Metric {
  const written = metric as Written & AnyMetric; // the options it was made of
  const address = addressOf(service, 'metric', metric.name);
  return {
    address,
    name: metric.name,
    origin: metric,
    type: metric.kind as MetricType,
    help: written.help ?? '',
    unit: metric.unit,
    labels: written.labels ?? {},
    buckets: written.buckets ?? NONE,
    native: written.native ?? (metric.kind === 'histogram' && (written.buckets ?? NONE).length === 0),
    exemplars: written.exemplars ?? false,
    quantiles: written.quantiles ?? NONE,
    retentionMs:
      written.retention === undefined ? undefined : durationIn(written.retention, 0, 'retention', address, metric, report),
    catalogue,
  };
}

function isMetric(value: unknown): value is AnyMetric {
  return typeof value === 'object' && value !== null && METRIC_KINDS.has(String((value as { kind?: unknown }).kind));
}

function isPicked(value: unknown): value is Picked {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'picked';
}
