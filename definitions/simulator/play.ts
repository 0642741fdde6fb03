/** Plays a scenario: every instance works, is scraped at each tick, and what Prometheus would have stored is handed on. */
import { type Instance, instance } from './instance.ts';
import { metricsOf, type Scenario } from './scenario.ts';
import { activeAt, changesOf, type Timeline } from './timeline.ts';

/** Samples of one series; undefined is where it ends, as Prometheus marks it. */
export interface Stored {
  readonly labels: Readonly<Record<string, string>>;
  readonly at: number[];
  readonly values: (number | undefined)[];
}

export interface PlayOptions {
  readonly scenario: Scenario;
  readonly timeline: Timeline;
  readonly scrapeSeconds: number;
  /** Which metrics are read of a moment, by name; `up` is always stored. */
  readonly wanted: (at: number) => ReadonlySet<string>;
  /** Takes what there is; called often enough for nothing to pile up. */
  readonly store: (series: readonly Stored[]) => Promise<void>;
}

const MOST_BUFFERED = 60_000;
/** Each instance is scraped a little after the tick, at its own moment. */
const PHASE_SECONDS = 3;

export async function play({ scenario, timeline, scrapeSeconds, wanted, store }: PlayOptions): Promise<void> {
  const targets = targetsOf(scenario);
  const changes = new Set(changesOf(timeline).map((at) => Math.ceil(at / scrapeSeconds) * scrapeSeconds));
  let buffered = 0;
  const flush = async () => {
    await store(targets.flatMap((target) => target.taken()));
    buffered = 0;
  };
  for (let at = 0; at <= timeline.end; at += scrapeSeconds) {
    if (changes.has(at)) for (const { instance: one } of targets) one.follow(activeAt(scenario, timeline, at));
    const metrics = wanted(at);
    if (metrics.size === 0) continue;
    for (const target of targets) {
      if (isDown(target, timeline, at)) target.lost(at);
      else buffered += await target.scraped(at, scrapeSeconds, metrics);
    }
    if (buffered > MOST_BUFFERED) await flush();
  }
  await flush();
}

interface Target {
  readonly instance: Instance;
  readonly place: number;
  scraped(at: number, seconds: number, metrics: ReadonlySet<string>): Promise<number>;
  /** It does not answer: all its series end. */
  lost(at: number): void;
  /** What was stored since this was last asked. */
  taken(): Stored[];
}

function isDown({ instance: { job }, place }: Target, { incidents }: Timeline, at: number): boolean {
  const during = incidents.filter(({ from, to }) => at >= from && at < to);
  return during.some(({ incident }) =>
    incident.down?.some(({ service, instances }) => service.name === job && place < instances),
  );
}

function targetsOf({ system, services, labels = {} }: Scenario): Target[] {
  const valuesOf = (label: string) => labels[label];
  return services.flatMap(({ service, instances = 1 }) =>
    Array.from({ length: instances }, (_, place) => {
      const name = `${service.name}-${place + 1}:${service.scrape?.port ?? 0}`;
      const metrics = metricsOf(service);
      return target(instance({ job: service.name, name, of: instances, metrics, seed: system, valuesOf }), place);
    }),
  );
}

interface Known extends Stored {
  seen: number;
}

function target(one: Instance, place: number): Target {
  const known = new Map<string, Known>();
  const own = { job: one.job, instance: one.name };
  let lastAt = Number.NEGATIVE_INFINITY;
  let wasLost = false;
  const add = (key: string, at: number, value: number | undefined) => {
    const series = known.get(key) ?? { labels: { ...labelsOf(key), ...own }, at: [], values: [], seen: at };
    known.set(key, series);
    series.at.push(at + PHASE_SECONDS);
    series.values.push(value);
    if (value !== undefined) series.seen = at;
  };
  const end = (at: number) => {
    for (const [key, { seen }] of known) if (seen === lastAt && seen !== at) add(key, at, undefined);
  };
  return {
    instance: one,
    place,
    async scraped(at, seconds, metrics) {
      if (wasLost) one.restart();
      wasLost = false;
      one.work(at, seconds, metrics);
      const lines = (await one.scrape(metrics)).split('\n');
      for (const line of lines) {
        if (line === '' || line.startsWith('#')) continue;
        const space = line.lastIndexOf(' ');
        add(line.slice(0, space), at, Number(line.slice(space + 1).replace('Inf', 'Infinity')));
      }
      add('up', at, 1);
      for (const [name, value] of scrapeSaid(lines.length, known, at)) add(name, at, value);
      end(at);
      lastAt = at;
      return lines.length;
    },
    lost(at) {
      wasLost = true;
      add('up', at, 0);
      end(at);
      lastAt = at;
    },
    taken() {
      const filled = [...known.values()].filter(({ at }) => at.length > 0);
      return filled.map(({ labels, at, values }) => ({ labels, at: at.splice(0), values: values.splice(0) }));
    },
  };
}

/** What Prometheus says of a scrape itself. */
export const OF_A_SCRAPE = [
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'scrape_series_added',
  'scrape_duration_seconds',
] as const;
const SECONDS_A_SAMPLE = 2e-5;

function scrapeSaid(samples: number, known: ReadonlyMap<string, Known>, at: number): [string, number][] {
  const added = [...known.values()].filter((one) => one.at[0] === at + PHASE_SECONDS).length;
  const values = [samples, samples, added, samples * SECONDS_A_SAMPLE];
  return OF_A_SCRAPE.map((name, index) => [name, values[index] ?? 0]);
}

const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** `name{label="value"}` as the exposition writes it. */
function labelsOf(key: string): Record<string, string> {
  const [name = key] = /^[^{ ]+/.exec(key) ?? [];
  const labels: Record<string, string> = { __name__: name };
  for (const [, label = '', value = ''] of key.matchAll(LABEL)) {
    labels[label] = value.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
  }
  return labels;
}
