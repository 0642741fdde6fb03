/** One process of a service: the kit's instruments over its metrics, moved on by the clock of the play. */
import type { AnyMetric } from 'signalbox/metrics';
import { instruments, metricsText, type OwnRegistry, registry } from 'signalbox/runtime';
import { type Defined, defined, type LabelValues, ordinary, seriesOf, weightOf } from './ordinary.ts';
import { type Random, random } from './random.ts';
import { type Behaviour, isMeant, type Level } from './statement.ts';
import type { Active } from './timeline.ts';

export interface InstanceOptions {
  readonly job: string;
  /** `user-service-1:9464` */
  readonly name: string;
  /** How many instances share what is counted. */
  readonly of: number;
  readonly metrics: readonly AnyMetric[];
  readonly seed: string;
  readonly valuesOf: LabelValues;
}
export interface Instance {
  readonly job: string;
  readonly name: string;
  /** What holds from now on. */
  follow(active: readonly Active[]): void;
  /** So many seconds of work, of the metrics that are asked for. */
  work(at: number, seconds: number, wanted: ReadonlySet<string>): void;
  /** The process as it was when it started. */
  restart(): void;
  /** What a scrape would read of them. */
  scrape(wanted: ReadonlySet<string>): Promise<string>;
}

interface Driven {
  readonly metric: Defined;
  readonly instrument: AnyInstrument;
  readonly labels: Readonly<Record<string, string>>;
  readonly random: Random;
  /** The series, once it is there. */
  bound: AnyInstrument | undefined;
  behaviour: Behaviour;
  since: number;
  /** Of what a statement counts in all. */
  share: number;
}
/** Any of the kit's instruments: which calls there are depends on the kind. */
interface AnyInstrument {
  labels?(values: object): AnyInstrument;
  inc?(by: number): void;
  observe?(value: number): void;
  set?(...values: unknown[]): void;
  remove?(values: object): boolean;
  reset(): void;
}

const DAY_SECONDS = 86_400;
/** Between night and noon. */
const WAVE = 0.1;
const MOST_OBSERVATIONS = 40;

export function instance(options: InstanceOptions): Instance {
  const { job, name, metrics, seed, of } = options;
  const own = registry();
  const made = instruments(Object.fromEntries(metrics.map((metric) => [metric.name, metric])), {
    registry: own,
    trace: NO_TRACES,
  });
  const driven = metrics.flatMap((metric): Driven[] => {
    const definition = defined(metric);
    const instrument = (made as unknown as Record<string, AnyInstrument>)[metric.name]; // by the keys above
    const series = seriesOf(definition, options.valuesOf);
    leaveOnly(series, definition, instrument as AnyInstrument);
    return series.map((labels) => ({
      metric: definition,
      instrument: instrument as AnyInstrument, // one was made of each
      labels,
      random: random(`${seed} ${name} ${metric.name} ${JSON.stringify(labels)}`),
      bound: undefined,
      behaviour: ordinary(definition),
      since: 0,
      share: 0,
    }));
  });
  return {
    job,
    name,
    follow: (active) => follow(driven, active, { job, instance: name }, of),
    work(at, seconds, wanted) {
      for (const one of driven) if (wanted.has(one.metric.name)) move(one, at, seconds);
    },
    restart: () => {
      for (const { instrument } of driven) instrument.reset();
    },
    scrape: (wanted) => metricsText({ registry: only(own, shown(driven, wanted)) }),
  };
}

/** The kit has series of closed labels at zero from the start, also of values that do not occur here. */
function leaveOnly(series: readonly object[], definition: Defined, instrument: AnyInstrument): void {
  const ours = new Set(series.map((labels) => JSON.stringify(labels)));
  for (const labels of seriesOf(definition, () => undefined)) {
    if (Object.keys(labels).length > 0 && !ours.has(JSON.stringify(labels))) instrument.remove?.(labels);
  }
}

/** Without those that are not exposed: the kit itself takes only labelled series away. */
function shown(driven: readonly Driven[], wanted: ReadonlySet<string>): ReadonlySet<string> {
  const present = driven.filter(({ behaviour }) => behaviour.kind !== 'gone').map(({ metric }) => metric.name);
  return new Set(present.filter((name) => wanted.has(name)));
}

const NO_TRACES = { getActiveSpan: () => undefined };

/** The last statement that means a series holds for it. */
function follow(driven: readonly Driven[], active: readonly Active[], target: Record<string, string>, instances: number): void {
  const sums = new Map<unknown, number>();
  const governing = driven.map((one) => {
    const labels = { ...target, ...one.labels };
    return active.findLast(({ statement: { metric, match } }) => metric === one.metric.name && isMeant(match, labels));
  });
  const under = (index: number) => governing[index]?.statement ?? driven[index]?.metric;
  for (const [index, one] of driven.entries()) {
    sums.set(under(index), (sums.get(under(index)) ?? 0) + weightOf(one.metric, one.labels));
    const found = governing[index];
    one.behaviour = found?.statement.behaviour ?? ordinary(one.metric);
    one.since = found?.since ?? 0;
  }
  for (const [index, one] of driven.entries()) {
    const split = named(governing[index]?.statement.match, 'instance') ? 1 : instances;
    one.share = weightOf(one.metric, one.labels) / (sums.get(under(index)) ?? 1) / split;
  }
}

function named(match: object | undefined, label: string): boolean {
  return match !== undefined && label in match;
}

function move(one: Driven, at: number, seconds: number): void {
  const { behaviour, instrument, labels, random: chance } = one;
  const bound = () => {
    one.bound ??= Object.keys(labels).length > 0 ? instrument.labels?.(labels) : instrument;
    return one.bound;
  };
  const level = (value: Level) => (typeof value === 'number' ? value : value(at - one.since));
  const wave = 1 + WAVE * Math.sin((2 * Math.PI * at) / DAY_SECONDS);
  if (behaviour.kind === 'counts') bound()?.inc?.(chance.count(level(behaviour.perSecond) * one.share * wave * seconds));
  else if (behaviour.kind === 'takes') observe(bound(), behaviour, chance, seconds, one.share * wave);
  else if (behaviour.kind === 'stands') bound()?.set?.(level(behaviour.at) * (1 + behaviour.wander * (chance.next() * 2 - 1)));
  else if (behaviour.kind === 'is') setState(one, behaviour.state);
  else if (behaviour.kind === 'says') say(one, behaviour.labels);
  else takeAway(one);
}

function takeAway(one: Driven): void {
  one.bound = undefined; // a cell that was taken away counts nowhere
  if (Object.keys(one.labels).length > 0) one.instrument.remove?.(one.labels);
  else one.instrument.reset();
}

function observe(
  bound: AnyInstrument | undefined,
  { around, spread, perSecond }: Extract<Behaviour, { kind: 'takes' }>,
  chance: Random,
  seconds: number,
  share: number,
): void {
  const mean = perSecond === undefined ? 0.4 * seconds : perSecond * share * seconds;
  const many = Math.min(MOST_OBSERVATIONS, chance.count(mean));
  for (let index = 0; index < many; index++) bound?.observe?.(around * Math.exp(spread * chance.normal()));
}

function setState({ metric, instrument, labels }: Driven, state: string): void {
  if (Object.keys(labels).length > 0) instrument.set?.({ ...labels, [metric.name]: state });
  else instrument.set?.(state);
}

function say({ metric, instrument, labels }: Driven, said: Readonly<Record<string, string>>): void {
  if (Object.keys(metric.labels).length > 0) instrument.set?.({ ...labels, ...said });
  else instrument.set?.();
}

function only(all: OwnRegistry, wanted: ReadonlySet<string>): OwnRegistry {
  const chosen = () => all.getMetricsAsArray().filter((metric) => wanted.has((metric as { readonly name: string }).name));
  return { ...all, getMetricsAsArray: chosen };
}
