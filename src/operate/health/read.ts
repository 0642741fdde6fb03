import { componentHealth } from '../../authored/component-health.ts';
import type { Service } from '../../model/service.ts';
import { vector } from '../../query/promql/build.ts';
import { printPromql } from '../../query/promql/print.ts';
import { aFewAtATime } from '../../targets/a-few-at-a-time.ts';
import type { Sample } from '../servers/answer.ts';
import type { PrometheusReader } from '../servers/prometheus.ts';

export const HEALTH_STATES = ['up', 'degraded', 'down', 'unknown'] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** One thing that tells how a service is. */
export interface Indicator {
  readonly service: string;
  /** `scrape`, `alerts`, or of a state set what its labels say: `database`. */
  readonly indicator: string;
  readonly state: HealthState;
  readonly detail: string;
}

export interface HealthQuestion {
  readonly services: readonly Service[];
  readonly at: Date;
  progress(done: number): void;
}

/** Words for states that people use. */
const WORDS: Readonly<Record<string, HealthState>> = {
  ...Object.fromEntries(
    ['up', 'healthy', 'ok', 'running', 'ready', 'alive', 'closed', 'pass'].map((word) => [word, 'up' as const]),
  ),
  ...Object.fromEntries(['degraded', 'warning', 'warn', 'half_open', 'slow'].map((word) => [word, 'degraded' as const])),
  ...Object.fromEntries(
    ['down', 'unhealthy', 'critical', 'failed', 'fail', 'dead', 'open'].map((word) => [word, 'down' as const]),
  ),
};

/** Every indicator of every service: its targets, its state sets, its alerts that fire. */
export async function readHealth(prometheus: PrometheusReader, { services, at, progress }: HealthQuestion): Promise<Indicator[]> {
  const instant = (name: string, matchers: Readonly<Record<string, string>>) =>
    prometheus.instant(printPromql(vector(name, matchers)), at);
  let done = 0;
  const all = await aFewAtATime(services, async (service) => {
    const scraped = service.scrape ? [scrapeOf(service, await instant('up', { job: service.job }))] : [];
    const firing = await instant('ALERTS', { alertstate: 'firing', service: service.name });
    const declared = service.metrics.filter(({ type }) => type === 'stateset').map(({ name }) => name);
    const states: Indicator[] = [];
    // what `observe({ health })` exports need not be declared
    for (const name of new Set([...declared, componentHealth.name]))
      states.push(...statesOf(service, name, await instant(name, { job: service.job })));
    done += 1;
    progress(done);
    return [...scraped, ...states, alertsOf(service, firing)];
  });
  return all.flat();
}

function scrapeOf({ name }: Service, samples: readonly Sample[]): Indicator {
  const up = samples.filter(({ value }) => value === 1).length;
  const of = { service: name, indicator: 'scrape', detail: `${up} of ${samples.length} targets answer` };
  if (samples.length === 0) return { ...of, state: 'unknown', detail: 'no target is known' };
  return { ...of, state: up === samples.length ? 'up' : up === 0 ? 'down' : 'degraded' };
}

function alertsOf({ name }: Service, firing: readonly Sample[]): Indicator {
  const names = [...new Set(firing.map(({ labels }) => labels['alertname'] ?? ''))].sort();
  const detail = names.length === 0 ? 'none fires' : names.join(', ');
  return { service: name, indicator: 'alerts', state: names.length === 0 ? 'up' : 'degraded', detail };
}

/** The worst of the instances counts for a component. */
function statesOf({ name: service }: Service, metric: string, samples: readonly Sample[]): Indicator[] {
  const found = new Map<string, Indicator>();
  for (const { labels } of samples.filter(({ value }) => value === 1)) {
    const said = labels[metric] ?? '';
    const own = Object.entries(labels).filter(([label]) => !OF_TARGETS.has(label) && label !== metric);
    const indicator = own.map(([, value]) => value).join('/') || metric;
    const state = WORDS[said.toLowerCase()] ?? 'unknown';
    const before = found.get(indicator);
    if (!before || worse(state, before.state))
      found.set(indicator, { service, indicator, state, detail: `${metric} is ${said}` });
  }
  return [...found.values()];
}

const OF_TARGETS: ReadonlySet<string> = new Set(['__name__', 'job', 'instance', 'tenant']);

function worse(a: HealthState, b: HealthState): boolean {
  const order: readonly HealthState[] = ['up', 'unknown', 'degraded', 'down'];
  return order.indexOf(a) > order.indexOf(b);
}

export const TOGETHER = ['all', 'majority', 'any'] as const;
export type Together = (typeof TOGETHER)[number];

/** All: as well as the worst. Majority: up while more than half are. Any: up while one is. Nothing known is unknown. */
export function healthOf(indicators: readonly Pick<Indicator, 'state'>[], together: Together): HealthState {
  const states = indicators.map(({ state }) => state);
  const known = states.filter((state) => state !== 'unknown');
  if (known.length === 0) return 'unknown';
  if (together === 'all') return known.includes('down') ? 'down' : states.every((state) => state === 'up') ? 'up' : 'degraded';
  const up = known.filter((state) => state === 'up').length;
  if (together === 'any' ? up > 0 : up * 2 > known.length) return 'up';
  return known.every((state) => state === 'down') ? 'down' : 'degraded';
}
